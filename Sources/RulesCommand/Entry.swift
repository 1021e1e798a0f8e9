import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where the command starts: reads the arguments, runs what they ask for, and says how it ended.
@main
enum Entry {
  static func main() {
    ProcessSignals.prepare()
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  private static func run(_ arguments: [String]) -> ExitStatus {
    do {
      var command = try Rules.parseAsRoot(arguments.withExplicitRejectAllowance)
      try command.run()
      return .done
    } catch let failure as Failure {
      return report(failure)
    } catch let failure as FileFailure {
      return report(Failure(failure))
    } catch {
      return report(error)
    }
  }

  private static func report(_ failure: Failure) -> ExitStatus {
    failure.message.map(StandardError.say)
    return failure.status
  }

  /// Help and version go to standard output; faults of the arguments to standard error.
  private static func report(_ error: any Error) -> ExitStatus {
    let text = Rules.fullMessage(for: error)
    guard Rules.exitCode(for: error).isSuccess else {
      StandardError.write(text + "\n")
      return .usage
    }
    do throws(FileFailure) {
      try OutputFile.print(text + "\n")
      return .done
    } catch {
      return report(Failure(error))
    }
  }
}
