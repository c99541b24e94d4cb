namespace Tidemark.Forensics.Phishing;

/// <summary>One address a mail points to.</summary>
/// <param name="Url">The address as written, cut at 300 characters.</param>
/// <param name="Domain">Registrable domain it goes to.</param>
/// <param name="Nested">Registrable domains of addresses nested in its path or query, other than <paramref name="Domain"/>.</param>
/// <param name="Named">Registrable domain the text shown for it names, or the name before an @ in it; null where none or the same.</param>
internal sealed record Link(string Url, string Domain, IReadOnlyList<string> Nested, string? Named);
