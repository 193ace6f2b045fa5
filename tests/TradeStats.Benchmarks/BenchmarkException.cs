namespace TradeStats.Benchmarks;

/// <summary>A failure that whoever measures can mend; the message says how.</summary>
/// <param name="message">What is wrong and what to do.</param>
internal sealed class BenchmarkException(string message) : Exception(message);
