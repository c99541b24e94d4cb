using System.Text.Json;
using Tidemark.Detection.Statements.Retelling;
using Xunit;

namespace Tidemark.Tests.Detection.Statements;

public sealed class DriftTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("The port authority said the cargo may have been opened at night.", "The port authority said the cargo was opened at night.", DriftKind.LostHedge)]
    [InlineData("The auditors found what appeared to be 40 copies of the ledger.", "The auditors found 40 copies of the ledger.", DriftKind.LostHedge)]
    [InlineData("The site has begun to publish notes on the ferry.", "The site has published notes on the ferry.", DriftKind.LostHedge)]
    [InlineData("At least three boats were delayed, the harbour master said.", "Three boats were delayed, the harbour master said.", DriftKind.LostBound)]
    [InlineData("No fewer than 12 crates were counted.", "They counted 12 crates.", DriftKind.LostBound)]
    [InlineData("The office counted 45 letters.", "The office counted 54 letters.", DriftKind.ChangedNumber)]
    [InlineData("Four of the pumps failed.", "Seven pumps failed.", DriftKind.ChangedNumber)]
    [InlineData("It began on June 13, the firm said.", "It began on 30 June, the firm said.", DriftKind.MovedDate)]
    [InlineData("The pilot resigned on Monday.", "The pilot resigned on Tuesday.", DriftKind.MovedDate)]
    [InlineData("Some of the photographs are old, he said.", "The photographs are old, he said.", DriftKind.WidenedScope)]
    [InlineData("They opened the locker of a former steward.", "They opened the lockers of the crew.", DriftKind.WidenedScope)]
    [InlineData("The report describes the northern pier.", "The report describes the entire northern pier.", DriftKind.WidenedScope)]
    [InlineData("The ministry denied that it had ordered the new buoys.", "The ministry denied that its staff had been late for the meeting.", DriftKind.WrongDenialTarget)]
    [InlineData("“We do not keep such lists,” the clerk said.", "Asked about the missing anchors, the clerk said: “We do not keep such lists.”", DriftKind.WrongDenialTarget)]
    public void What_was_lost_or_changed_is_named(string original, string retold, DriftKind kind)
    {
        IReadOnlyList<Drift> found = DriftFinder.Compare(original, retold, "en");
        Assert.Equal([kind], found.Select(drift => drift.Kind).Distinct());
        Assert.All(found, drift =>
        {
            Assert.Contains(drift.Original ?? "", original, StringComparison.Ordinal);
            Assert.Contains(drift.Retold ?? "", retold, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("The cargo may have been opened.", "The cargo might have been opened.")]
    [InlineData("At least nine boats were delayed.", "Nine boats or more were delayed.")]
    [InlineData("Nine boats were delayed on March 2.", "On 2 March, 9 boats were delayed.")]
    [InlineData("The harbour master said that the mole was closed in May.", "The mole was closed in May, according to the harbour master.")]
    [InlineData("The firm said on Thursday that two of the pumps failed, and that it would look into it.", "Two of the pumps failed, the firm said on Thursday.")]
    [InlineData("The ministry denied that it had ordered the new buoys.", "The ministry rejected the claim that it had ordered new buoys.")]
    [InlineData("The ministry denied that it had ordered the new buoys.", "Asked whether it had ordered the new buoys, the ministry denied it.")]
    [InlineData("The pilot's log was kept by the office.", "The office kept the log of the pilot.")]
    [InlineData("Some of the photographs are old.", "Several of the photographs are old.")]
    [InlineData("The board has not opened the letter at all.", "The letter has not been opened by the board.")]
    [InlineData("The group writes to the office and targets the mole.", "The group, which targets the mole, writes to the office.")]
    [InlineData("", "")]
    [InlineData("…", "no words in common")]
    public void A_faithful_retelling_has_no_drift(string original, string retold) => Assert.Empty(DriftFinder.Compare(original, retold, "en"));

    [Fact]
    public void Each_retelling_finds_its_statement_and_a_stranger_none()
    {
        string[] statements = ["The harbour master said that the northern mole was closed after the storm.", "The clerk declined to say who had signed the letter about the buoys."];
        IReadOnlyList<Retold> found = RetellingAlignment.Align(
            statements, ["Who signed the letter about the buoys the clerk would not say.", "After the storm the mole in the north was closed, said the harbour master.", "Bread is baked here with rye."]);
        Assert.Equal([1, 0, -1], found.Select(retold => retold.Original));
    }

    /// <summary>A set of statements with 12 planted changes and 20 faithful retellings, invented and annotated apart from this code.</summary>
    [Fact]
    public void Planted_drift_of_the_annotated_set_is_found_with_few_false_alarms()
    {
        string folder = House.Repository.At("..", "shared", "golden", "statements", "articles");
        Assert.SkipUnless(Directory.Exists(folder), "needs ../shared/golden/statements/articles");
        int planted = 0, found = 0, faithful = 0, alarms = 0, aligned = 0, kinds = 0, all = 0;
        foreach (string path in Directory.EnumerateFiles(folder, "*.drift.json").Order(StringComparer.Ordinal))
        {
            using var set = JsonDocument.Parse(File.ReadAllText(path));
            using var answers = JsonDocument.Parse(File.ReadAllText(path.Replace(".drift.json", ".drift-truth.json", StringComparison.Ordinal)));
            JsonElement truth = answers.RootElement.GetProperty("truth");
            JsonElement[] originals = [.. set.RootElement.GetProperty("originals").EnumerateArray()];
            JsonElement[] variants = [.. set.RootElement.GetProperty("variants").EnumerateArray()];
            string[] texts = [.. originals.Select(o => o.GetProperty("text").GetString()!)];
            IReadOnlyList<Retold> retold = RetellingAlignment.Align(texts, [.. variants.Select(v => v.GetProperty("text").GetString()!)]);
            for (int i = 0; i < variants.Length; i++)
            {
                all++;
                JsonElement answer = truth.GetProperty(variants[i].GetProperty("id").GetString()!);
                int of = Array.FindIndex(originals, o => o.GetProperty("id").GetString() == answer.GetProperty("of").GetString());
                aligned += retold[i].Original == of ? 1 : 0;
                string[] wanted = [.. answer.GetProperty("drift").EnumerateArray().Select(kind => kind.GetString()!)];
                string[] got = [.. DriftFinder.Compare(texts[of], variants[i].GetProperty("text").GetString()!).Select(drift => Word(drift.Kind)).Distinct()];
                planted += wanted.Length > 0 ? 1 : 0;
                found += wanted.Length > 0 && got.Length > 0 ? 1 : 0;
                kinds += wanted.Length > 0 && got.SequenceEqual(wanted) ? 1 : 0;
                faithful += wanted.Length == 0 ? 1 : 0;
                alarms += wanted.Length == 0 && got.Length > 0 ? 1 : 0;
                if (!got.SequenceEqual(wanted) || retold[i].Original != of)
                {
                    output.WriteLine($"{variants[i].GetProperty("id")}: wanted {string.Join(',', wanted)} of {of}, got {string.Join(',', got)} of {retold[i]}");
                }
            }
        }
        output.WriteLine($"aligned {aligned} of {all}; planted {planted}: {found} found, {kinds} with the right kind; faithful {faithful}: {alarms} false alarms");
        Assert.Equal(all, aligned);
        Assert.True(found >= 0.9 * planted);
        Assert.True(alarms * 20 <= faithful);
    }

    private static string Word(DriftKind kind) => kind switch
    {
        DriftKind.LostHedge => "lost-hedge",
        DriftKind.LostBound => "lost-at-least",
        DriftKind.ChangedNumber => "changed-number",
        DriftKind.MovedDate => "moved-date",
        DriftKind.WidenedScope => "widened-scope",
        _ => "wrong-denial-target",
    };
}
