using System.Text.Json.Nodes;

namespace Tidemark.Forensics.Verdicts;

/// <summary>One check and what it came to.</summary>
/// <param name="Name">Name of the check in lower case with hyphens, such as <c>dkim-body</c>.</param>
/// <param name="Outcome">Consistent, inconsistent or not testable.</param>
/// <param name="Detail">One plain sentence: what was compared with what, and how it came out. Never empty.</param>
/// <param name="Evidence">The values the check rests on; always an object, never empty of what a reader needs to do it again.</param>
/// <param name="DoesNotShow">One plain sentence on what a reader must not conclude from it. Never empty.</param>
public sealed record Check(string Name, CheckOutcome Outcome, string Detail, JsonObject Evidence, string DoesNotShow);

/// <summary>One thing the file says of itself.</summary>
/// <param name="Name">Name in lower case with hyphens, such as <c>last-modified-by</c>; it may occur once per source.</param>
/// <param name="Value">The value as the file gives it, trimmed, trailing NULs cut.</param>
/// <param name="Source">Where in the file it stands, such as <c>docProps/core.xml dc:creator</c>.</param>
public sealed record Field(string Name, string Value, string Source);

/// <summary>One date the file gives: a witness, not a fact.</summary>
/// <param name="What">What is said to have happened then: <c>created</c>, <c>modified</c>, <c>taken</c> and others.</param>
/// <param name="Value">ISO 8601, with the zone exactly as far as the file gives one.</param>
/// <param name="Source">Where in the file it stands.</param>
public sealed record DateWitness(string What, string Value, string Source);

/// <summary>Something in the file that does not fit together, or that leaves room for more than one reading.</summary>
/// <param name="Code">Code in lower case with hyphens, such as <c>duplicate-header</c>.</param>
/// <param name="Detail">One plain sentence with the innocent explanation where there is one. Never empty.</param>
/// <param name="Evidence">The values it rests on; always an object.</param>
public sealed record Conflict(string Code, string Detail, JsonObject Evidence);
