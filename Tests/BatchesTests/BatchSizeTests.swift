import Batches
import Testing

@Test("a batch fills whole words of its masks")
func wholeWords() { #expect(BatchSize.words * 64 == BatchSize.rows) }
