using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace Tidemark.Tests.Hostile;

/// <summary>A call to the program that may neither crash nor hang nor eat the machine, whatever it is given.</summary>
internal static class Bounded
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private const long Memory = 1L << 30;

    /// <summary>In process: fast, for input that is small however it is unpacked.</summary>
    public static Cli Run(params string[] args)
    {
        Task<Cli> call = Task.Run(() => Cli.Run(args));
        // Waiting blocks a test thread on purpose: a call that hangs must end the test, not the suite.
#pragma warning disable xUnit1031
        Assert.True(call.Wait(Limit), $"still running after {Limit.TotalSeconds} s: {Call(args)}");
        Cli run = call.Result;
#pragma warning restore xUnit1031
        Judge(run, args);
        return run;
    }

    /// <summary>As a process of its own, whose memory is watched.</summary>
    public static Cli RunAlone(params string[] args)
    {
        string program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tidemark.exe" : "tidemark");
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        long began = Stopwatch.GetTimestamp();
        long peak = 0;
        while (!process.WaitForExit(10))
        {
            process.Refresh();
            try
            {
                peak = Math.Max(peak, process.PeakWorkingSet64);
            }
            catch (InvalidOperationException)
            {
                break; // Ended between the two questions.
            }
            if (Stopwatch.GetElapsedTime(began) > Limit || peak > Memory)
            {
                process.Kill(entireProcessTree: true);
                Assert.Fail($"{(peak > Memory ? $"more than 1 GiB" : "more than 30 s")}: {Call(args)}");
            }
        }
        process.WaitForExit();
#pragma warning disable xUnit1031
        var run = new Cli(process.ExitCode, output.Result, error.Result);
#pragma warning restore xUnit1031
        Judge(run, args);
        return run;
    }

    private static void Judge(Cli run, string[] args)
    {
        string call = Call(args);
        Assert.True(run.Exit is 0 or 1 or 2, $"exit code {run.Exit}: {call}\n{run.Error}");
        foreach (string text in (string[])[run.Out, run.Error])
        {
            Assert.False(text.Contains("   at ", StringComparison.Ordinal), $"a stack trace: {call}\n{text}");
            Assert.False(text.Contains("defect in Tidemark", StringComparison.Ordinal), $"a defect: {call}\n{text}");
            Assert.False(text.Contains("Unhandled exception", StringComparison.Ordinal), $"a crash: {call}\n{text}");
            Rune acting = text.EnumerateRunes().FirstOrDefault(Acts);
            Assert.True(acting == default, $"U+{acting.Value:X4} in the output: {call}\n{text.Replace("\u001b", "ESC", StringComparison.Ordinal)}");
        }
        if (run.Exit == 2)
        {
            Assert.True(run.Error.Trim().Length > 10, $"exit code 2 without a sentence on stderr: {call}");
        }
    }

    private static bool Acts(Rune rune) => rune.Value is not ('\n' or '\t')
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    private static string Call(string[] args) => "tidemark " + string.Join(' ', args.Select(arg => arg.Length > 80 ? "…" + arg[^80..] : arg));
}
