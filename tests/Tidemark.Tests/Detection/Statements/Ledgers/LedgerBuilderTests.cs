using System.Globalization;
using Tidemark.Detection.Statements.Ledger;
using Tidemark.Model.Ledger;
using Xunit;

namespace Tidemark.Tests.Detection.Statements.Ledgers;

public sealed class LedgerBuilderTests(ITestOutputHelper output)
{
    private const int Worlds = 20;

    [Fact]
    public void Planted_changes_are_found_and_named()
    {
        int planted = 0;
        int found = 0;
        int named = 0;
        for (ulong seed = 1; seed <= Worlds; seed++)
        {
            (IReadOnlyList<LedgerSource> texts, IReadOnlyList<(string Kind, string Outlet)> truth) = LedgerWorld.Make(seed, innocent: false);
            StatementLedger ledger = Build(texts);
            var told = ledger.Drifts.Select(drift => (drift.Kind, ledger.Texts.First(text => text.Sha256 == ledger.Rows.First(row => row.Id == drift.Retold).Text).Outlet)).Distinct().ToList();
            foreach ((string kind, string outlet) in truth)
            {
                planted++;
                bool exact = told.Remove((kind, outlet));
                named += exact ? 1 : 0;
                found += exact || told.Exists(one => one.Outlet == outlet) ? 1 : 0;
                if (!exact)
                {
                    output.WriteLine($"seed {seed}: {kind} in {outlet} not named");
                }
            }
            Assert.All(told, one => output.WriteLine($"seed {seed}: {one.Kind} in {one.Outlet} told and not planted"));
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"planted {planted}, found {found}, named rightly {named}"));
        Assert.True(named >= 0.9 * planted, $"{named} of {planted}");
    }

    [Fact]
    public void Faithful_retellings_raise_nothing()
    {
        int retellings = 0;
        var alarms = new List<string>();
        for (ulong seed = 1; seed <= Worlds; seed++)
        {
            StatementLedger ledger = Build(LedgerWorld.Make(seed, innocent: true).Texts);
            retellings += ledger.Variants.Sum(of => of.Rows.Count - 1);
            alarms.AddRange(ledger.Drifts.Select(drift => $"seed {seed}: {drift.Kind}: {drift.OriginalWords} / {drift.RetoldWords}"));
            Assert.DoesNotContain(ledger.Checks, check => check.Kind == LedgerChecks.Citation);
        }
        alarms.ForEach(output.WriteLine);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{retellings} faithful retellings matched, {alarms.Count} told as changed"));
        Assert.True(retellings >= Worlds * 10, $"{retellings} matched");
        Assert.True(alarms.Count <= retellings / 20, $"{alarms.Count} of {retellings}");
    }

    [Fact]
    public void Speakers_with_one_subject_are_not_taken_for_one_another()
    {
        StatementLedger ledger = Build(
        [
            LedgerWorld.Text("One", "River Post", "April 14, 2027", ["The Halden Institute said that the harbour cranes had been switched off in the night."]),
            LedgerWorld.Text("Two", "Evening Ledger", "April 14, 2027", ["The Tessel Board said that the harbour cranes had been switched off in the night."]),
        ]);
        Assert.Empty(ledger.Variants);
    }

    [Fact]
    public void Two_statements_of_one_speaker_on_one_subject_stay_two()
    {
        StatementLedger ledger = Build(
        [
            LedgerWorld.Text("One", "River Post", "April 14, 2027", ["The Norvale Ministry said that Kestria had neither the wish nor the means to close the strait."]),
            LedgerWorld.Text("Two", "Evening Ledger", "April 15, 2027", ["The Norvale Ministry said that Kestria had paid for the lighthouse."]),
        ]);
        Assert.Empty(ledger.Variants);
    }

    [Fact]
    public void Forty_outlets_with_one_statement_are_one_source()
    {
        StatementLedger ledger = Build(
        [
            .. Enumerable.Range(0, 40).Select(i => LedgerWorld.Text("Carried", $"Outlet {(char)('A' + i % 26)}{i}", "April 14, 2027",
                ["The Tessel Board claimed that its ledgers had been copied by a rival before the auction.", .. i < 30 ? ["With material from the agency Norvale."] : Array.Empty<string>()])),
        ]);
        StatementVariants variants = Assert.Single(ledger.Variants);
        Assert.Equal((40, 1), (variants.Carriers, variants.Sources));
        Assert.Contains(ledger.Checks, check => check.Kind == LedgerChecks.OneSource && check.Sentence.Contains("it is one source", StringComparison.Ordinal));
    }

    [Fact]
    public void A_denial_of_the_act_answers_and_one_of_motive_leaves_the_act()
    {
        string charge = "The Tessel Board accused Kestria of copying its ledgers.";
        StatementLedger act = Build(
        [
            LedgerWorld.Text("One", "River Post", "April 14, 2027", [charge]),
            LedgerWorld.Text("Two", "Evening Ledger", "April 15, 2027", ["The embassy of Kestria denied that Kestria had copied the ledgers."]),
        ]);
        Assert.Equal(["act"], Assert.Single(act.Accusations).Answered);
        Assert.DoesNotContain(act.Checks, check => check.Kind == LedgerChecks.DenialScope);
        StatementLedger motive = Build(
        [
            LedgerWorld.Text("One", "River Post", "April 14, 2027", [charge]),
            LedgerWorld.Text("Two", "Evening Ledger", "April 15, 2027", ["The embassy of Kestria denied that Kestria had any motive to copy the ledgers."]),
        ]);
        Assert.Equal(["motive"], Assert.Single(motive.Accusations).Answered);
        Assert.Contains(motive.Checks, check => check.Kind == LedgerChecks.DenialScope);
    }

    [Fact]
    public void A_denial_before_the_accusation_does_not_answer_it()
    {
        StatementLedger ledger = Build(
        [
            LedgerWorld.Text("One", "River Post", "April 14, 2027", ["The Tessel Board accused Kestria of copying its ledgers."]),
            LedgerWorld.Text("Two", "Evening Ledger", "April 11, 2027", ["The embassy of Kestria denied that Kestria had copied the ledgers."]),
        ]);
        Assert.Empty(Assert.Single(ledger.Accusations).Answered);
    }

    [Fact]
    public void A_second_decliner_is_named_and_a_named_voucher_silences_the_check()
    {
        StatementLedger ledger = Build(
        [
            LedgerWorld.Text("One", "River Post", "April 14, 2027", ["The Tessel Board declined to say where the ledgers were.", "The Halden Institute refused to comment.", "Two clerks said that the ledgers were authentic."]),
            LedgerWorld.Text("Two", "Evening Ledger", "April 15, 2027", ["Minna Okerholt said that the ledgers were authentic."]),
        ]);
        Assert.Contains("2 decline: ", Assert.Single(ledger.Checks, check => check.Kind == LedgerChecks.Declines).Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(ledger.Checks, check => check.Kind == LedgerChecks.NobodyByName);
    }

    [Fact]
    public void A_place_that_is_an_aim_elsewhere_is_no_mere_biography()
    {
        LedgerSource life = LedgerWorld.Text("One", "River Post", "April 14, 2027", ["The Tessel Board said that the senator from Lorvania had resigned."]);
        Assert.Contains(Build([life]).Checks, check => check.Kind == LedgerChecks.Biography);
        LedgerSource aim = LedgerWorld.Text("Two", "Evening Ledger", "April 15, 2027", ["The Halden Institute said that the leaflets were aimed at Lorvania."]);
        Assert.DoesNotContain(Build([life, aim]).Checks, check => check.Kind == LedgerChecks.Biography);
    }

    [Theory]
    [InlineData("2024-06-01", "2024-06-30", "2024-07-15", "2024-07-15", 15, 44)]
    [InlineData("2024-07-15", "2024-07-15", "2024-06-01", "2024-06-30", 15, 44)]
    [InlineData("2024-06-01", "2024-06-30", "2024-06-15", "2024-06-15", 0, 15)]
    [InlineData("2024-06-01", "2024-06-01", "2024-06-08", "2024-06-08", 7, 7)]
    public void A_gap_counts_every_reading_of_two_dates(string a, string b, string c, string d, int least, int most) =>
        Assert.Equal((least, most), Closeness.Gap(
            new LedgerTime("", DateOnly.Parse(a, CultureInfo.InvariantCulture), DateOnly.Parse(b, CultureInfo.InvariantCulture), false),
            new LedgerTime("", DateOnly.Parse(c, CultureInfo.InvariantCulture), DateOnly.Parse(d, CultureInfo.InvariantCulture), false)));

    [Fact]
    public void The_price_of_a_week_is_the_chance_of_a_neighbour()
    {
        string[] days = ["3", "10", "17", "24"];
        StatementLedger ledger = Build(
        [
            LedgerWorld.Text("One", "River Post", "April 28, 2027", [.. days.Select(day => $"The Tessel Board said that a crane had failed on April {day}."), "The Tessel Board said that both fell in the same week."]),
        ],
        new LedgerOptions { From = new DateOnly(2027, 4, 1), To = new DateOnly(2027, 4, 30) });
        Nearness near = Assert.Single(ledger.Nearnesses);
        Assert.Equal((7, 3, 30), (near.Span, near.Events, near.Season));
        Assert.Equal(1 - Math.Pow(1 - 7.0 / 30, 3), near.Chance, 12);
        Assert.Equal("no weight", near.Weight);
    }

    [Fact]
    public void The_order_of_the_texts_changes_nothing()
    {
        IReadOnlyList<LedgerSource> texts = LedgerWorld.Make(3, innocent: false).Texts;
        StatementLedger one = Build(texts);
        StatementLedger other = Build([.. texts.Reverse()]);
        Assert.Equal(one.Rows.Select(row => row.Id), other.Rows.Select(row => row.Id));
        Assert.Equal(one.Drifts, other.Drifts);
        Assert.Equal(one.Checks.Select(check => check.Sentence), other.Checks.Select(check => check.Sentence));
    }

    [Fact]
    public void Hostile_and_empty_texts_are_read_in_bounds()
    {
        string long_ = string.Concat(Enumerable.Repeat("The Tessel Board said that “the cranes ", 2000));
        StatementLedger ledger = Build(
        [
            LedgerWorld.Text("Empty", "River Post", "April 14, 2027", []), LedgerWorld.Text("Long", "Evening Ledger", "April 15, 2027", [long_, "\u202E\u0000”’“", "\uD800"]),
        ]);
        Assert.All(ledger.Rows, row => Assert.True(row.Sentence.Length <= row.End - row.Start + 2 * 400 + 16, row.Id));
    }

    private static StatementLedger Build(IReadOnlyList<LedgerSource> sources, LedgerOptions? options = null) =>
        LedgerBuilder.Build(sources, options, TestContext.Current.CancellationToken);
}
