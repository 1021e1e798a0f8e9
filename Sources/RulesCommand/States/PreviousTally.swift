/// What became of the rows of the last decisions.
struct PreviousTally {
  /// How many were read.
  var rows = 0
  /// Of these, those that could not be understood: their customers count as new.
  var rejected = 0
}
