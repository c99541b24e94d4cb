using System.Security.Cryptography;
using System.Text;
using Tidemark.Publishing.Stix;

namespace Tidemark.Publishing.Exchange;

/// <summary>
/// Ids of exported objects: shaped as random UUIDs (version 4), for that is what receivers ask for, but derived from the case and the
/// object, so that an export repeated is the same and an object changed keeps its id. STIX and MISP never share one.
/// </summary>
/// <param name="caseKey">What tells the case from every other.</param>
internal sealed class DerivedUuid(string caseKey)
{
    /// <summary>The id of an object.</summary>
    /// <param name="space">The format and type: no id occurs under two of them.</param>
    /// <param name="key">The object within its type.</param>
    public string Of(string space, string key) =>
        DeterministicId.Stamped(SHA256.HashData(Encoding.UTF8.GetBytes($"{caseKey}\0{space}\0{key}")), 4).ToString("D");
}
