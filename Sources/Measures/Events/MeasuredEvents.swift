/// What the events of one source come to, by customer.
package final class MeasuredEvents: Sendable {
}
