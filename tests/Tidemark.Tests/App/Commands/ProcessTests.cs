using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Tidemark.Tests.App.Commands;

/// <summary>
/// What only a process of its own can show: it is killed, stopped, met by another one, or has no room left. In process, the tests of
/// custody go through every step; here nothing is simulated.
/// </summary>
public sealed class ProcessTests : IDisposable
{
    private const int Rows = 60_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("tidemark-process-").FullName;

    private string Posts
    {
        get
        {
            string path = Path.Combine(_folder, "posts.csv");
            if (!File.Exists(path))
            {
                using var file = new StreamWriter(path, append: false, new UTF8Encoding(false));
                file.Write("id,account,time,text,url\n");
                for (int i = 0; i < Rows; i++)
                {
                    file.Write(string.Create(CultureInfo.InvariantCulture,
                        $"{i},a{i * 7919 % 3001},{1_700_000_000 + i * 13 % 900_000},filler text {i % 977} about the harbour,https://example.org/{i % 4001}\n"));
                }
            }
            return path;
        }
    }

    [Fact]
    public void A_process_killed_in_the_middle_of_an_addition_is_told_and_adding_again_gives_what_an_undisturbed_one_gives()
    {
        string whole = Case("whole");
        long began = Stopwatch.GetTimestamp();
        Assert.Equal(0, Run("add", whole, Posts).Exit);
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        string wanted = Exported(whole);

        int told = 0;
        foreach (double part in (double[])[0.15, 0.35, 0.55, 0.8])
        {
            string root = Case(string.Create(CultureInfo.InvariantCulture, $"killed-{part}"));
            using (Process process = Start("add", root, Posts))
            {
                Thread.Sleep(took * part);
                process.Kill();
                process.WaitForExit();
            }
            Cli audit = Run("audit", root);
            Assert.InRange(audit.Exit, 0, 1);
            if (audit.Out.Contains("interrupted", StringComparison.Ordinal))
            {
                told++;
                Assert.Contains("posts.csv", audit.Out, StringComparison.Ordinal);
                Assert.Contains("tidemark add", audit.Out, StringComparison.Ordinal);
            }
            Assert.Equal(0, Run("add", root, Posts).Exit);
            Assert.Equal(0, Run("audit", root).Exit);
            Assert.Equal(wanted, Exported(root));
        }
        Assert.True(told > 0, "no kill fell into the addition");
    }

    [Fact]
    public void A_request_to_stop_ends_an_addition_with_a_sentence_and_no_damage()
    {
        string root = Case("stopped");
        long began = Stopwatch.GetTimestamp();
        Assert.Equal(0, Run("add", Case("timed"), Posts).Exit);
        TimeSpan took = Stopwatch.GetElapsedTime(began);
        using Process process = Start("add", root, Posts);
        Thread.Sleep(took / 2);
        // As the keyboard does. If the process is gone already there is nobody to ask.
        Finished(Begin("/bin/sh", "-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {process.Id}")));
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();

        // It may have been done already; if it was not, it says how to go on.
        Assert.True(process.ExitCode is 0 or 2 or 130, $"exit code {process.ExitCode}: {said}");
        if (process.ExitCode != 0 && process.ExitCode != 128 + Interrupted)
        {
            Assert.Contains("stopp", said, StringComparison.Ordinal);
        }
        Assert.Equal(0, Run("audit", root).Exit);
        Assert.Equal(0, Run("add", root, Posts).Exit);
        Assert.Equal(0, Run("audit", root).Exit);
    }

    [Fact]
    public void Of_two_processes_that_write_to_one_case_one_does_and_the_other_is_refused_or_waits_its_turn()
    {
        string root = Case("two");
        using Process one = Start("add", root, Posts);
        using Process other = Start("add", root, Posts);
        string[] said = [one.StandardError.ReadToEnd(), other.StandardError.ReadToEnd()];
        one.WaitForExit();
        other.WaitForExit();

        int[] exits = [one.ExitCode, other.ExitCode];
        Assert.Contains(0, exits);
        foreach ((int exit, string error) in exits.Zip(said).Where(end => end.First != 0))
        {
            Assert.Equal(2, exit);
            Assert.Contains("another", error, StringComparison.Ordinal);
        }
        Assert.Equal(0, Run("audit", root).Exit);
    }

    [Fact]
    public void A_disk_without_room_ends_a_call_with_a_sentence_and_leaves_no_half_result()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "a limit on the size of files is set with the shell of Linux");
        string result = Path.Combine(_folder, "result");
        // Files may grow to 64 kB in this shell: what a full disk is to a program, without needing one. The signal that goes with it is
        // ignored, and the runtime must not ask for the large file in which it keeps compiled code.
        Cli run = Finished(Begin("/bin/sh", "-c", "trap '' XFSZ; ulimit -f 128; export DOTNET_EnableWriteXorExecute=0; exec \"$0\" \"$@\"",
            Program, "coordination", Posts, "--trace", "link", "--window", "900000", "--no-significance", "--min-weight", "1", "--out", result));

        Assert.Equal(2, run.Exit);
        Assert.Contains("larger than this disk", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(result, "edges.csv")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private const int Interrupted = 2;

    private static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tidemark.exe" : "tidemark");

    private string Case(string name)
    {
        string root = Path.Combine(_folder, name);
        Assert.Equal(0, Run("new", root).Exit);
        return root;
    }

    /// <summary>Hashes of all tables of a case and of its originals.</summary>
    private string Exported(string root)
    {
        string tables = Path.Combine(_folder, "tables-" + Path.GetFileName(root));
        Assert.Equal(0, Run("export", root, "csv", "--out", tables).Exit);
        return string.Join('\n', Directory.EnumerateFiles(tables).Concat(Directory.EnumerateFiles(Path.Combine(root, "evidence"), "*", SearchOption.AllDirectories))
            .Select(path => $"{Path.GetFileName(path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}").Order(StringComparer.Ordinal));
    }

    private static Cli Run(params string[] args) => Finished(Start(args));

    private static Process Start(params string[] args) => Begin(Program, args);

    private static Process Begin(string program, params string[] args)
    {
        var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        return process;
    }

    private static Cli Finished(Process process)
    {
        using (process)
        {
            Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
#pragma warning disable xUnit1031
            return new Cli(process.ExitCode, output, error.Result);
#pragma warning restore xUnit1031
        }
    }
}
