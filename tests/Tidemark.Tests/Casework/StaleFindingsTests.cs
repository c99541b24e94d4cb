using Tidemark.Casework;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Casework;

public sealed class StaleFindingsTests
{
    private static readonly string A = new('a', 64);
    private static readonly string B = new('b', 64);

    [Fact]
    public void A_finding_is_stale_by_what_it_read_and_by_what_it_cites()
    {
        Finding read = Of("1", [A], []);
        Finding cites = Of("2", [], [new EvidenceRef(B, 1, 0, 1)]);
        Finding neither = Of("3", ["c"], []);
        IReadOnlyList<StaleFinding> stale = StaleFindings.RestingOn([read, cites, neither], new HashSet<string> { A, B });
        Assert.Equal([("1", A), ("2", B)], stale.Select(one => (one.Finding.Id, Assert.Single(one.Retracted))));
        Assert.Empty(StaleFindings.RestingOn([read, cites, neither], new HashSet<string>()));
    }

    private static Finding Of(string id, IReadOnlyList<string> inputs, IReadOnlyList<EvidenceRef> evidence) => new()
    {
        Id = id, Detector = "d", Version = "1", Options = new Dictionary<string, string>(), Seed = 1, Inputs = inputs, Subjects = [],
        Sentence = "", Measures = [], Evidence = evidence, InnocentExplanations = [], WouldRefute = [],
    };
}
