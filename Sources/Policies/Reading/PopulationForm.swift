/// The ways of comparing, as policies write them.
enum PopulationForm: String, CaseIterable {
  case share, rank, ahead, percentile, deviation = "z", total, average, count

  /// Whether the answer is measured in the unit of what is compared.
  var keepsUnit: Bool { self == .total || self == .average }

  var kind: PopulationMeasure.Kind {
    switch self {
    case .share: .share
    case .rank: .rank
    case .ahead: .ahead
    case .percentile: .percentile
    case .deviation: .deviation
    case .total: .total
    case .average: .average
    case .count: .count
    }
  }
}

/// The forms of dimensions that compare.
enum StandingForm: String, CaseIterable {
  case share, top

  var kind: PopulationMeasure.Kind {
    switch self {
    case .share: .share
    case .top: .ahead
    }
  }

  /// What the measure is called behind the dimension's name and a point.
  var measureName: String {
    switch self {
    case .share: "share"
    case .top: "ahead"
    }
  }
}
