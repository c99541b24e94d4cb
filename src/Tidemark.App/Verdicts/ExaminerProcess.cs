using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.App.Verdicts;

/// <summary>
/// The outside of the disposable process: starts it at the first file that needs it, hands it one file after another, watches its time and memory,
/// and ends it when one exceeds a limit. The next file gets a new one; the other files never notice.
/// </summary>
/// <param name="limits">What one file may cost.</param>
/// <param name="cancel">Ends the child, too.</param>
/// <param name="program">The program to start; this one if null. Tests put one here that misbehaves.</param>
/// <param name="arguments">Its arguments.</param>
internal sealed class ExaminerProcess(ExaminerLimits limits, CancellationToken cancel, string? program = null, IReadOnlyList<string>? arguments = null) : IDisposable
{
    // How often a busy child is looked at. It can take some 100 MB in that time, which the limits allow for.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private Process? _child;

    /// <summary>How many processes were started so far.</summary>
    public int Started { get; private set; }

    /// <summary>The verdict on a file, or the reason why there is none as a conflict <c>cannot-read</c>.</summary>
    public FileVerdict Examine(string path, string sha256, FileKind kind)
    {
        string name = Examination.KindName(kind);
        Process child = _child is { HasExited: false } ? _child : Start();
        string? stopped = null;
        byte[]? answer = null;
        try
        {
            TimeSpan before = child.TotalProcessorTime;
            long began = Stopwatch.GetTimestamp();
            Frames.Write(child.StandardInput.BaseStream, JsonSerializer.SerializeToUtf8Bytes(new ExaminerRequest(Path.GetFullPath(path), sha256, kind)));
            Task<byte[]?> reading = Task.Run(() => Frames.Read(child.StandardOutput.BaseStream, limits.Output), CancellationToken.None);
            while (!reading.Wait(Pause, cancel))
            {
                stopped = Exceeded(child, before, began);
                if (stopped is not null)
                {
                    break;
                }
            }
            answer = stopped is null ? reading.Result : null;
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or Win32Exception || failure.InnerException is IOException)
        {
            // The child ended between two questions; the answer below says so.
            answer = null;
        }
        catch (OperationCanceledException)
        {
            End();
            throw;
        }
        if (answer is not null)
        {
            try
            {
                return VerdictJson.Read(answer);
            }
            catch (JsonException)
            {
                stopped = "gave an answer that cannot be understood";
            }
        }
        End();
        return Examination.CannotRead(name, $"the reader of {kind.PlainName()} {stopped ?? "broke down over this file (its stack or its memory ran over, or it wrote too much)"}, so it was ended; other files are not affected", 0);
    }

    public void Dispose() => End();

    private string? Exceeded(Process child, TimeSpan before, long began)
    {
        child.Refresh();
        if (child.HasExited)
        {
            return null;
        }
        return child.WorkingSet64 > limits.Resident ? string.Create(CultureInfo.InvariantCulture, $"took more than {limits.Resident >> 20} MiB of memory")
            : child.TotalProcessorTime - before > limits.Processor ? string.Create(CultureInfo.InvariantCulture, $"took more than {limits.Processor.TotalSeconds} seconds of computing time")
            : Stopwatch.GetElapsedTime(began) > limits.Clock ? string.Create(CultureInfo.InvariantCulture, $"took more than {limits.Clock.TotalSeconds} seconds")
            : null;
    }

    private Process Start()
    {
        End();
        string path = program ?? Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "tidemark.exe" : "tidemark");
        var start = new ProcessStartInfo(path, arguments ?? [ExaminerChild.Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = limits.Heap.ToString("X", CultureInfo.InvariantCulture);
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        _child = Process.Start(start) ?? throw new InvalidOperationException($"{path} did not start.");
        // The runtime prints a page when a stack runs over; nobody needs it, and a full pipe would stop the child.
        _child.ErrorDataReceived += (_, _) => { };
        _child.BeginErrorReadLine();
        Started++;
        return _child;
    }

    private void End()
    {
        if (_child is null)
        {
            return;
        }
        try
        {
            _child.Kill(entireProcessTree: true);
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
        _child.WaitForExit(2000);
        _child.Dispose();
        _child = null;
    }
}
