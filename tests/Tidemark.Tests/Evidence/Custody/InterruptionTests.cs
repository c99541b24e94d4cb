using CsCheck;
using Tidemark.Evidence.Custody;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Evidence.Custody;

public sealed class InterruptionTests
{
    private const string Content = "account,object\na,b\n";

    /// <summary>Every place where the process can end between two changes of the disk.</summary>
    public static TheoryData<int> Steps() => [.. Enumerable.Range(0, 11)];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_kill_between_any_two_steps_is_told_and_finished_by_adding_again(int step)
    {
        using TestCase undisturbed = TestCase.Created();
        undisturbed.Add("posts.csv", Content);
        using TestCase test = TestCase.Created();
        int count = 0;
        string? killedAt = null;
        try
        {
            test.Add("posts.csv", Content, where =>
            {
                if (count++ == step)
                {
                    killedAt = where;
                    throw new Killed();
                }
            });
        }
        catch (Killed)
        {
        }
        Assert.NotNull(killedAt);
        AuditReport found = test.Audit();
        Assert.Empty(found.Problems);
        Assert.NotEmpty(found.Unfinished);
        Assert.All(found.Unfinished, sentence => Assert.Contains("interrupted", sentence, StringComparison.Ordinal));
        test.Add("posts.csv", Content);
        AuditReport after = test.Audit();
        Assert.Empty(after.Problems);
        Assert.Empty(after.Unfinished);
        Assert.Equal(undisturbed.Content(journal: false), test.Content(journal: false));
    }

    [Fact]
    public void Every_step_of_an_addition_is_among_the_tested_ones()
    {
        using TestCase test = TestCase.Created();
        int steps = 0;
        test.Add("posts.csv", Content, _ => steps++);
        Assert.Equal(Steps().Count, steps);
    }

    [Fact]
    public void A_line_cut_anywhere_while_it_was_written_counts_as_not_written()
    {
        using TestCase test = TestCase.Created();
        test.Add("posts.csv", Content);
        string journal = Path.Combine(test.Root, JournalReading.JournalFile);
        byte[] before = File.ReadAllBytes(journal);
        using (CaseFolder folder = test.Open())
        {
            folder.Journal.BetweenSteps = where =>
            {
                if (where == "written")
                {
                    throw new Killed();
                }
            };
            Assert.Throws<Killed>(() => folder.Journal.Append(test.Now(), "tested", writer => writer.WriteString("what", "a cut line")));
        }
        byte[] whole = File.ReadAllBytes(journal);
        for (int length = before.Length; length < whole.Length; length++)
        {
            File.WriteAllBytes(journal, whole[..length]);
            AuditReport report = test.Audit();
            Assert.Empty(report.Problems);
            Assert.Contains("interrupted", Assert.Single(report.Unfinished), StringComparison.Ordinal);
        }
        for (int at = before.Length; at < whole.Length; at++)
        {
            byte[] bad = [.. whole];
            bad[at] ^= 4;
            File.WriteAllBytes(journal, bad);
            Assert.NotEmpty(test.Audit().Problems);
        }
        File.WriteAllBytes(journal, whole[..^3]);
        test.Open().Dispose();
        Assert.Equal(before, File.ReadAllBytes(journal));
        Assert.Empty(test.Audit().Unfinished);
    }

    [Fact]
    public void A_creation_that_was_cut_is_told_and_finished()
    {
        using TestCase test = TestCase.Created();
        byte[] journal = File.ReadAllBytes(Path.Combine(test.Root, JournalReading.JournalFile));
        byte[] head = File.ReadAllBytes(Path.Combine(test.Root, JournalReading.HeadFile));
        File.Delete(Path.Combine(test.Root, JournalReading.HeadFile));
        for (int written = 0; written < journal.Length; written++)
        {
            File.WriteAllBytes(Path.Combine(test.Root, JournalReading.ComingHeadFile), head);
            File.WriteAllBytes(Path.Combine(test.Root, JournalReading.JournalFile), journal[..written]);
            Assert.Contains("interrupted", Assert.Single(test.Audit().Unfinished), StringComparison.Ordinal);
        }
        CaseFolder.Create(test.Root, "title: again\n", test.Now(), "test").Value.Dispose();
        Assert.True(test.Audit().Intact);
        Assert.Equal("title: a test\n", File.ReadAllText(Path.Combine(test.Root, CaseFolder.CaseFile)));
    }

    [Fact]
    public void Adding_the_same_file_twice_writes_nothing()
    {
        using TestCase test = TestCase.Created();
        test.Add("posts.csv", Content);
        SortedDictionary<string, byte[]> once = test.Content();
        Assert.True(test.Add("posts.csv", Content).Already);
        Assert.Equal(once, test.Content());
    }

    [Fact]
    public void A_full_disk_leaves_the_case_as_it_was()
    {
        using TestCase test = TestCase.Created();
        string path = test.File("posts.csv", Content);
        using (CaseFolder folder = test.Open())
        {
            var addition = new Addition(folder, test.Now) { MakeFile = _ => new FullDisk() };
            using FileStream source = RegularFile.Open(path).Value;
            Parsed<Taken> taken = addition.Take(source, "posts.csv", null, ReadingChoice.None, CancellationToken.None);
            Assert.False(taken.Ok);
            Assert.Contains("the disk is full", taken.Fault.Reason, StringComparison.Ordinal);
        }
        AuditReport report = test.Audit();
        Assert.True(report.Intact);
        Assert.Empty(report.Unfinished);
        test.Add("posts.csv", Content);
        Assert.True(test.Audit().Intact);
    }

    [Fact]
    public void A_stopped_addition_leaves_nothing_open()
    {
        using TestCase test = TestCase.Created();
        string path = test.File("posts.csv", Content);
        using (CaseFolder folder = test.Open())
        {
            using var stop = new CancellationTokenSource();
            var addition = new Addition(folder, test.Now) { BetweenSteps = _ => stop.Cancel() };
            using FileStream source = RegularFile.Open(path).Value;
            Assert.Throws<OperationCanceledException>(() => addition.Take(source, "posts.csv", null, ReadingChoice.None, stop.Token));
        }
        AuditReport report = test.Audit();
        Assert.True(report.Intact);
        Assert.Empty(report.Unfinished);
        Assert.Empty(Directory.GetFiles(Path.Combine(test.Root, ".incoming")));
    }

    [Fact]
    public void Any_sequence_of_additions_and_kills_ends_in_the_same_originals()
    {
        Gen.Int[0, 40].Array[1, 4].Sample(kills =>
        {
            using TestCase test = TestCase.Created();
            foreach (int kill in kills)
            {
                int count = 0;
                try
                {
                    test.Add($"file{kill % 3}.csv", $"row{kill % 3}\n", _ =>
                    {
                        if (count++ == kill)
                        {
                            throw new Killed();
                        }
                    });
                }
                catch (Killed)
                {
                }
                if (!test.Audit().Intact)
                {
                    return false;
                }
            }
            foreach (int kill in kills)
            {
                test.Add($"file{kill % 3}.csv", $"row{kill % 3}\n");
            }
            AuditReport report = test.Audit();
            return report.Intact && report.Unfinished.Count == 0 && report.Originals == kills.Select(kill => kill % 3).Distinct().Count();
        }, iter: 30, threads: 1);
    }

    private sealed class Killed : Exception;

    /// <summary>Takes ten bytes and is full, as Linux says it (error 28).</summary>
    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device", 28);
    }
}
