extension StringProtocol {
  /// The text as a JSON string, quotes included; control characters are escaped, everything else stands as it is.
  package var jsonQuoted: String {
    var quoted = "\""
    for scalar in unicodeScalars {
      quoted.append(jsonEscaped: scalar)
    }
    return quoted + "\""
  }
}

extension String {
  fileprivate mutating func append(jsonEscaped scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": self += "\\\""
    case "\\": self += "\\\\"
    case "\n": self += "\\n"
    case "\r": self += "\\r"
    case "\t": self += "\\t"
    case "\u{0}"..."\u{1F}", "\u{7F}": self += "\\u00" + scalar.twoHexDigits
    default: unicodeScalars.append(scalar)
    }
  }
}

extension Unicode.Scalar {
  fileprivate var twoHexDigits: String {
    let digits = String(value, radix: 16)
    return digits.count < 2 ? "0" + digits : digits
  }
}
