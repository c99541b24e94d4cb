using System.Text;
using CsCheck;
using Tidemark.Evidence.Custody;
using Xunit;

namespace Tidemark.Tests.Evidence.Custody;

public sealed class AuditTests
{
    [Fact]
    public void A_case_nobody_touched_is_intact()
    {
        using TestCase test = WithThreeOriginals();
        AuditReport report = test.Audit();
        Assert.Empty(report.Problems);
        Assert.Empty(report.Unfinished);
        Assert.Equal(3, report.Originals);
        Assert.Equal(10, report.Lines);
    }

    [Fact]
    public void Every_byte_of_journal_and_head_counts()
    {
        using TestCase test = WithThreeOriginals();
        foreach (string name in new[] { JournalReading.JournalFile, JournalReading.HeadFile })
        {
            string path = Path.Combine(test.Root, name);
            byte[] good = File.ReadAllBytes(path);
            for (int at = 0; at < good.Length; at++)
            {
                byte[] bad = [.. good];
                bad[at] ^= (byte)(1 << (at % 8));
                File.WriteAllBytes(path, bad);
                AuditReport report = test.Audit();
                Assert.True(report.Problems.Any(problem => problem.StartsWith(name, StringComparison.Ordinal)), $"{name} byte {at}: nothing was said");
            }
            File.WriteAllBytes(path, good);
        }
        Assert.True(test.Audit().Intact);
    }

    [Fact]
    public void Any_other_byte_anywhere_is_found_and_named()
    {
        using TestCase test = WithThreeOriginals();
        SortedDictionary<string, byte[]> content = test.Content();
        string[] names = [.. content.Keys];
        Gen.Select(Gen.Int[0, names.Length - 1], Gen.Double.Unit, Gen.Byte).Sample((file, where, value) =>
        {
            string name = names[file];
            byte[] good = content[name];
            int at = (int)(where * (good.Length - 1));
            if (good[at] == value)
            {
                return true;
            }
            byte[] bad = [.. good];
            bad[at] = value;
            string path = Path.Combine(test.Root, name);
            TestCase.Overwrite(path, bad);
            AuditReport report = test.Audit();
            TestCase.Overwrite(path, good);
            return report.Problems.Any(problem => problem.Contains(name.Replace('\\', '/'), StringComparison.Ordinal));
        }, iter: 150, threads: 1);
    }

    [Fact]
    public void Lines_removed_swapped_repeated_or_put_in_are_found()
    {
        using TestCase test = WithThreeOriginals();
        string path = Path.Combine(test.Root, JournalReading.JournalFile);
        string[] good = File.ReadAllLines(path);
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, good.Length - 1], Gen.Int[0, good.Length - 1]).Sample((kind, a, b) =>
        {
            var lines = good.ToList();
            switch (kind)
            {
                case 0:
                    lines.RemoveAt(a);
                    break;
                case 1 when a != b:
                    (lines[a], lines[b]) = (lines[b], lines[a]);
                    break;
                case 2:
                    lines.Insert(b, lines[a]);
                    break;
                case 3:
                    lines.RemoveRange(a, lines.Count - a);
                    break;
                default:
                    return true;
            }
            File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(false));
            AuditReport report = test.Audit();
            return report.Problems.Any(problem => problem.StartsWith(JournalReading.JournalFile, StringComparison.Ordinal));
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void A_changed_line_is_blamed_and_not_its_neighbours()
    {
        using TestCase test = WithThreeOriginals();
        string path = Path.Combine(test.Root, JournalReading.JournalFile);
        string[] lines = File.ReadAllLines(path);
        lines[4] = lines[4].Replace("2023", "2024", StringComparison.Ordinal);
        File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(false));
        string problem = Assert.Single(test.Audit().Problems);
        Assert.StartsWith("journal.jsonl line 5: was changed", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_original_is_named()
    {
        using TestCase test = TestCase.Created();
        Taken taken = test.Add("posts.csv", "a,b\n");
        File.Delete(test.PathOf(taken.Original));
        string problem = Assert.Single(test.Audit().Problems);
        Assert.StartsWith($"posts.csv ({taken.Original.Short}", problem, StringComparison.Ordinal);
        Assert.EndsWith("is missing", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evidence/ab/cdef")]
    [InlineData("evidence/ab/notes.txt")]
    [InlineData("evidence/notes.txt")]
    [InlineData("evidence/more/notes.txt")]
    public void An_original_slipped_in_is_named(string name)
    {
        using TestCase test = WithThreeOriginals();
        string path = Path.Combine(test.Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "slipped in");
        Assert.Contains(test.Audit().Problems, problem => name.StartsWith(problem.Split(':')[0], StringComparison.Ordinal));
    }

    [Fact]
    public void An_original_replaced_by_a_link_to_the_same_bytes_is_no_original()
    {
        using TestCase test = TestCase.Created();
        Taken taken = test.Add("posts.csv", "a,b\n");
        string path = test.PathOf(taken.Original);
        string elsewhere = Path.Combine(test.Folder, "elsewhere");
        File.Move(path, elsewhere);
        File.CreateSymbolicLink(path, elsewhere);
        Assert.Contains("it is a link", Assert.Single(test.Audit().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_head_record_is_missed()
    {
        using TestCase test = WithThreeOriginals();
        File.Delete(Path.Combine(test.Root, JournalReading.HeadFile));
        Assert.StartsWith("journal.head", Assert.Single(test.Audit().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_journal_is_missed_with_and_without_its_head()
    {
        using TestCase test = WithThreeOriginals();
        File.Delete(Path.Combine(test.Root, JournalReading.JournalFile));
        Assert.False(test.Audit().Intact);
        File.Delete(Path.Combine(test.Root, JournalReading.HeadFile));
        Assert.False(test.Audit().Intact);
    }

    [Fact]
    public void A_changed_record_is_not_written_to()
    {
        using TestCase test = WithThreeOriginals();
        string path = Path.Combine(test.Root, JournalReading.JournalFile);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[30] ^= 1;
        File.WriteAllBytes(path, bytes);
        var opened = CaseFolder.OpenForWriting(test.Root);
        Assert.False(opened.Ok);
        Assert.Contains("was changed", opened.Fault.Reason, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void While_one_process_writes_another_is_refused_in_words()
    {
        using TestCase test = TestCase.Created();
        using CaseFolder first = test.Open();
        var second = CaseFolder.OpenForWriting(test.Root);
        Assert.False(second.Ok);
        Assert.Contains("another Tidemark process", second.Fault.Reason, StringComparison.Ordinal);
    }

    private static TestCase WithThreeOriginals()
    {
        TestCase test = TestCase.Created();
        test.Add("one.csv", "account,object\na,b\n");
        test.Add("two.csv", "account,object\nc,d\n");
        test.Add("three.txt", "words");
        return test;
    }
}
