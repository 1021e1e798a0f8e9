public struct ValueMap: Sendable {}
public struct Timestamp: Hashable, Sendable {}
public struct Duration: Hashable, Sendable {}
public struct TypeName: Hashable, Sendable {}
public struct EvaluationError: Hashable, Sendable {}
