import Embedding

/// What single calls took, in nanoseconds: the median over rounds of each round's median and 99th percentile.
struct Latencies {
  let medianNanoseconds: Int
  let percentile99Nanoseconds: Int
  let calls: Int

  /// Times each call by itself, after a round that is not counted. `inputs` must not be empty, and `rounds` positive.
  static func measured<Input>(over inputs: [Input], rounds: Int, _ call: (Input) -> Bool) -> Latencies {
    var samples = [Int](repeating: 0, count: inputs.count)
    var medians: [Int] = []
    var tails: [Int] = []
    for round in 0...rounds {
      take(&samples, over: inputs, call)
      guard round > 0 else { continue }
      samples.sort()
      medians.append(samples[samples.count / 2])
      tails.append(samples[samples.count * 99 / 100])
    }
    return Latencies(
      medianNanoseconds: medians.sorted()[rounds / 2], percentile99Nanoseconds: tails.sorted()[rounds / 2],
      calls: rounds * inputs.count)
  }

  private static func take<Input>(_ samples: inout [Int], over inputs: [Input], _ call: (Input) -> Bool) {
    let clock = ContinuousClock()
    for index in inputs.indices {
      let start = clock.now
      let answered = call(inputs[index])
      let taken = clock.now - start
      guard answered else { fail("customer \(index) is rejected") }
      samples[index] = Int(taken.components.attoseconds / 1_000_000_000)
    }
  }

  /// A line for programs to read, in microseconds.
  func json(way: String) -> String {
    let median = Double(medianNanoseconds) / 1000
    let tail = Double(percentile99Nanoseconds) / 1000
    return #"{"way": "\#(way)", "p50_us": \#(median), "p99_us": \#(tail), "calls": \#(calls)}"#
  }
}
