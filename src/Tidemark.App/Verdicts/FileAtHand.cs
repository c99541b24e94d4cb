using System.Buffers;
using System.Security.Cryptography;
using Tidemark.App.Inputs;
using Tidemark.Forensics.Documents;
using Tidemark.Forensics.Mail;

namespace Tidemark.App.Verdicts;

/// <summary>A file read once: its hash, what it is, and its bytes if it is a mail. Other kinds are read by their own reader.</summary>
/// <param name="Sha256">64 hexadecimal digits; empty if the file is too large to be read to its end.</param>
/// <param name="Kind">What it is by its bytes, or a mail by its name where the bytes say nothing.</param>
/// <param name="Bytes">The bytes, if it is a mail.</param>
/// <param name="TooLarge">Why it was not read to its end, or null.</param>
internal sealed record FileAtHand(string Sha256, FileKind Kind, byte[] Bytes, string? TooLarge)
{
    // Hashing runs at some 400 MB a second here: larger files would take longer than a call may.
    private const long Largest = 2L << 30;

    /// <summary>Reads the file.</summary>
    /// <exception cref="Refusal">There is no regular file that can be opened.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileAtHand Read(string path)
    {
        InputFile.Regular(path);
        using FileStream file = File.OpenRead(path);
        byte[] head = new byte[FileRecognition.HeadLength + 1];
        int length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        FileKind kind = MailOr(FileRecognition.Recognise(head.AsSpan(0, Math.Min(length, FileRecognition.HeadLength)), length < head.Length), head.AsSpan(0, length), path);
        bool mail = kind is FileKind.Mail or FileKind.Mbox;
        long limit = mail ? MailLimits.FileBytes : Examination.InChild(kind) ? ExaminerLimits.Standard.File : Largest;
        if (file.Length > limit && file.Length > Largest)
        {
            return new FileAtHand("", kind, [], $"the file has {file.Length} bytes; {Largest} are read at most");
        }
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head, 0, length);
        if (mail && file.Length <= limit)
        {
            byte[] bytes = new byte[Math.Max(file.Length, length)];
            head.AsSpan(0, length).CopyTo(bytes);
            int read = length + file.ReadAtLeast(bytes.AsSpan(length), bytes.Length - length, throwOnEndOfStream: false);
            hash.AppendData(bytes, length, read - length);
            return new FileAtHand(Convert.ToHexStringLower(hash.GetHashAndReset()), kind, read == bytes.Length ? bytes : bytes[..read], null);
        }
        byte[] block = ArrayPool<byte>.Shared.Rent(1 << 20);
        try
        {
            for (int read; (read = file.Read(block)) > 0;)
            {
                hash.AppendData(block, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
        return new FileAtHand(Convert.ToHexStringLower(hash.GetHashAndReset()), kind, [],
            file.Length > limit ? $"the file has {file.Length} bytes; {limit} are read at most of {kind.PlainName()}" : null);
    }

    /// <summary>
    /// A mail with bytes in its body that no text has is one by its header all the same; and where the bytes have no shape at all, the name is
    /// believed, so that a broken mail is told as one.
    /// </summary>
    private static FileKind MailOr(FileKind kind, ReadOnlySpan<byte> head, string path)
    {
        if (kind is not (FileKind.Unknown or FileKind.Empty or FileKind.Utf8Text or FileKind.OtherText))
        {
            return kind;
        }
        int end = head.IndexOf("\n\n"u8), windows = head.IndexOf("\n\r\n"u8);
        end = end < 0 ? windows : windows < 0 ? end : Math.Min(end, windows);
        if (end > 0 && FileRecognition.Recognise(head[..(end + 1)], whole: true) is FileKind.Mail or FileKind.Mbox)
        {
            return head.StartsWith("From "u8) ? FileKind.Mbox : FileKind.Mail;
        }
        return Path.GetExtension(path).ToUpperInvariant() is ".EML" or ".MBOX" or ".MBX" ? FileKind.Mail : kind;
    }
}
