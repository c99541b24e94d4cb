using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Verdicts;

namespace Tidemark.App.Verdicts;

/// <summary>
/// The inside of the disposable process in which hostile formats are opened. It reads requests on stdin and writes verdicts on stdout, each
/// with its length before it; whatever kills it (memory, stack, time) costs one file, for the parent starts another.
/// </summary>
internal static class ExaminerChild
{
    /// <summary>The hidden first argument that starts it.</summary>
    public const string Verb = "--examine-hostile-files";

    // Deep but honest nesting needs more than the usual 1.5 MiB of a thread; endless nesting overflows whatever there is.
    private const int Stack = 16 << 20;

    /// <summary>Serves until stdin ends.</summary>
    public static int Serve()
    {
        // Nothing that a library prints may stand between the verdicts.
        using Stream requests = Console.OpenStandardInput();
        using Stream answers = Console.OpenStandardOutput();
        Console.SetOut(TextWriter.Null);
        Console.SetError(TextWriter.Null);
        int exit = Exit.Done;
        var worker = new Thread(() => exit = Loop(requests, answers), Stack);
        worker.Start();
        worker.Join();
        return exit;
    }

    private static int Loop(Stream requests, Stream answers)
    {
        while (Frames.Read(requests, 1 << 16) is { } request)
        {
            FileVerdict verdict = Examine(JsonSerializer.Deserialize<ExaminerRequest>(request)!);
            using var json = new MemoryStream();
            using (var writer = new Utf8JsonWriter(json))
            {
                VerdictJson.Write(writer, verdict);
            }
            Frames.Write(answers, json.GetBuffer().AsSpan(0, checked((int)json.Length)));
        }
        return Exit.Done;
    }

    private static FileVerdict Examine(ExaminerRequest request)
    {
        string kind = Examination.KindName(request.Kind);
        // If the parent is gone, nobody ends this process but itself.
        using var watchdog = new Timer(_ => Environment.Exit(Exit.WrongInput), null, ExaminerLimits.Standard.Clock * 2, Timeout.InfiniteTimeSpan);
        try
        {
            byte[] bytes = File.ReadAllBytes(request.Path);
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == request.Sha256
                ? Examination.Examine(bytes, request.Kind)
                : Examination.CannotRead(kind, "the file changed while it was read", 0);
        }
        catch (OutOfMemoryException)
        {
            return Examination.CannotRead(kind, $"the reader of {request.Kind.PlainName()} needed more than {ExaminerLimits.Standard.Heap >> 20} MiB of memory", 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Examination.CannotRead(kind, failure.Message, 0);
        }
        catch (Exception failure)
        {
            // The readers of these formats are other people's; what they throw over a broken file is told as the file's fault, and by name.
            return Examination.CannotRead(kind, $"the reader of {request.Kind.PlainName()} failed ({failure.GetType().Name}: {failure.Message})", 0);
        }
    }
}

/// <summary>One file to examine.</summary>
/// <param name="Path">The file; read again by the child, so that its bytes need no pipe.</param>
/// <param name="Sha256">What the parent read, in hexadecimal: both must have seen the same bytes.</param>
/// <param name="Kind">What the parent took it for.</param>
internal sealed record ExaminerRequest(string Path, string Sha256, FileKind Kind);

/// <summary>Messages with their length (32 bits, little endian) before them.</summary>
internal static class Frames
{
    public static void Write(Stream to, ReadOnlySpan<byte> message)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, message.Length);
        to.Write(length);
        to.Write(message);
        to.Flush();
    }

    /// <summary>The next message; null at the end of the stream, or if it would be longer than allowed.</summary>
    public static byte[]? Read(Stream from, int longest)
    {
        Span<byte> length = stackalloc byte[4];
        if (from.ReadAtLeast(length, 4, throwOnEndOfStream: false) < 4)
        {
            return null;
        }
        int count = BinaryPrimitives.ReadInt32LittleEndian(length);
        if (count < 0 || count > longest)
        {
            return null;
        }
        byte[] message = new byte[count];
        return from.ReadAtLeast(message, count, throwOnEndOfStream: false) == count ? message : null;
    }
}
