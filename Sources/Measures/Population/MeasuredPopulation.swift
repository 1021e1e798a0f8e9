/// How the customers of each policy of a set stand among their peers.
package final class MeasuredPopulation: Sendable {
}
