using Tidemark.Publishing.Json;
using Tidemark.Publishing.Misp;
using Tidemark.Publishing.Stix;

namespace Tidemark.Publishing.Checks;

/// <summary>A file for exchange, told by what it holds and not by its name, and what is wrong with it.</summary>
/// <param name="Kind">"STIX 2.1 bundle", "MISP event", or "file" where it is neither.</param>
/// <param name="Problems">What was found.</param>
public sealed record ExchangeFile(string Kind, ProblemList Problems)
{
    /// <summary>Checks a document.</summary>
    /// <param name="top">The document.</param>
    /// <param name="lax">Whether it is somebody else's: see <see cref="StixChecker"/> and <see cref="MispChecker"/>.</param>
    public static ExchangeFile Check(JsonValue top, bool lax)
    {
        if (top.TextOf("type") == "bundle" || (top.Has("objects") && !top.Has("Event")))
        {
            return new ExchangeFile("STIX 2.1 bundle", StixChecker.Check(top, lax));
        }
        if (top.Has("Event") || (lax && (top.Has("info") || (top.IsList && top.Count > 0 && top.Items.First().IsObject))))
        {
            return new ExchangeFile("MISP event", MispChecker.Check(top, lax));
        }
        var problems = new ProblemList();
        problems.Add('B', "top", "neither a STIX 2.1 bundle (an object of type bundle) nor a MISP event (an object with an Event)");
        return new ExchangeFile("file", problems);
    }
}
