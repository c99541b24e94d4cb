using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tidemark.Bench;

/// <summary>What a whole process cost.</summary>
/// <param name="Cpu">User and system seconds.</param>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="PeakMegabytes">Peak resident memory.</param>
internal readonly record struct Measured(double Cpu, double Wall, double PeakMegabytes)
{
    private const int Children = -1;

    /// <summary>Runs a command in a child of a fresh process of our own, whose only child it is: so the kernel's account is its alone.</summary>
    public static Measured Run(params ReadOnlySpan<string> command)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        start.ArgumentList.Add("measure");
        foreach (string word in command)
        {
            start.ArgumentList.Add(word);
        }
        using Process process = Process.Start(start)!;
        string[] figures = process.StandardOutput.ReadToEnd().Trim().Split(' ');
        process.WaitForExit();
        if (process.ExitCode != 0 || figures.Length != 3)
        {
            throw new InvalidOperationException($"`{string.Join(' ', command)}` failed.");
        }
        double[] values = [.. figures.Select(f => double.Parse(f, CultureInfo.InvariantCulture))];
        return new Measured(values[0], values[1], values[2]);
    }

    public static int Child(string[] command)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string word in command.AsSpan(1))
        {
            start.ArgumentList.Add(word);
        }
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double wall = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        long[] usage = new long[18];
        if (process.ExitCode != 0 || GetUsage(Children, usage) != 0)
        {
            Console.Error.WriteLine(error.Result);
            return 1;
        }
        // struct rusage: user and system time as seconds and microseconds, then the peak in KiB (Linux).
        double cpu = usage[0] + usage[1] / 1e6 + usage[2] + usage[3] / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{cpu:0.000} {wall:0.000} {usage[4] / 1024.0:0.0}"));
        return 0;
    }

#pragma warning disable SYSLIB1054
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, [Out] long[] usage);
#pragma warning restore SYSLIB1054
}
