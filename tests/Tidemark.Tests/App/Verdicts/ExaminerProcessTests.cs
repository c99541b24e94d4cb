using System.Security.Cryptography;
using Tidemark.App.Verdicts;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.App.Verdicts;

/// <summary>The disposable process, made to fail in each way it can.</summary>
public sealed class ExaminerProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-examiner-").FullName;

    [Fact]
    public void One_process_serves_many_files()
    {
        using var examiner = new ExaminerProcess(ExaminerLimits.Standard, TestContext.Current.CancellationToken);
        (string path, string sha256) = Picture(2000);

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("image", examiner.Examine(path, sha256, FileKind.Png).Kind);
        }

        Assert.Equal(1, examiner.Started);
    }

    [Fact]
    public void A_file_that_changed_between_two_readings_is_not_judged()
    {
        using var examiner = new ExaminerProcess(ExaminerLimits.Standard, TestContext.Current.CancellationToken);
        (string path, _) = Picture(2000);

        Assert.Contains("changed", Refused(examiner.Examine(path, new string('0', 64), FileKind.Png)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kill -SEGV $$", "broke down")]
    [InlineData("exit 0", "broke down")]
    [InlineData("sleep 60", "more than 1 seconds")]
    [InlineData("printf '\\377\\377\\377\\177'; sleep 60", "broke down")] // An answer of two gigabytes.
    [InlineData("printf '\\002\\000\\000\\000{}'; sleep 60", "cannot be understood")]
    [InlineData("while :; do :; done", "seconds")]
    public void A_process_that_misbehaves_costs_one_file(string script, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a shell");
        var limits = new ExaminerLimits { Clock = TimeSpan.FromSeconds(1), Processor = TimeSpan.FromSeconds(0.5) };
        (string path, string sha256) = Picture(2000);
        using var examiner = new ExaminerProcess(limits, TestContext.Current.CancellationToken, "/bin/sh", ["-c", script]);

        Assert.Contains(reason, Refused(examiner.Examine(path, sha256, FileKind.Png)), StringComparison.Ordinal);
        Assert.Contains(reason, Refused(examiner.Examine(path, sha256, FileKind.Png)), StringComparison.Ordinal);
        Assert.Equal(2, examiner.Started);
    }

    [Fact]
    public void A_process_that_takes_too_much_memory_is_ended_and_the_next_file_gets_a_new_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "asks the system for the size of a process");
        (string path, string sha256) = Picture(2000);
        using (var examiner = new ExaminerProcess(new ExaminerLimits { Resident = 1 << 20 }, TestContext.Current.CancellationToken))
        {
            Assert.Contains("MiB of memory", Refused(examiner.Examine(path, sha256, FileKind.Png)), StringComparison.Ordinal);
        }
        // From inside: a file larger than the memory that is allowed fails as a value, and the process goes on.
        (string large, string largeHash) = Picture(60 << 20);
        using var small = new ExaminerProcess(new ExaminerLimits { Heap = 40L << 20 }, TestContext.Current.CancellationToken);
        Assert.Contains("memory", Refused(small.Examine(large, largeHash, FileKind.Png)), StringComparison.Ordinal);
        Assert.Equal("image", small.Examine(path, sha256, FileKind.Png).Kind);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Refused(FileVerdict verdict)
    {
        Conflict conflict = Assert.Single(verdict.Conflicts);
        Assert.Equal("cannot-read", conflict.Code);
        return conflict.Detail;
    }

    private (string Path, string Sha256) Picture(int length)
    {
        byte[] bytes = new byte[length];
        "\u0089PNG\r\n\u001a\n"u8.CopyTo(bytes);
        string path = Path.Combine(_folder, $"{length}.png");
        File.WriteAllBytes(path, bytes);
        return (path, Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }
}
