namespace Tidemark.Detection.Statements.Reading;

/// <summary>A stretch between quotation marks within one passage. Token indexes.</summary>
/// <param name="Open">The opening mark.</param>
/// <param name="Close">The closing mark; the number of tokens where the passage ends first.</param>
/// <param name="Closed">Whether a closing mark stands there.</param>
internal readonly record struct Quotation(int Open, int Close, bool Closed);
