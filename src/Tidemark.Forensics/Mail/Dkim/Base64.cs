using System.Buffers;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>Base64 as it stands in tags, with or without the padding that some signers leave out.</summary>
internal static class Base64
{
    /// <summary>The bytes, or null if it is no base64. Blanks must have been taken out.</summary>
    public static byte[]? Read(string text)
    {
        string padded = (text.Length % 4) switch { 2 => text + "==", 3 => text + "=", _ => text };
        byte[] room = ArrayPool<byte>.Shared.Rent(padded.Length / 4 * 3 + 3);
        try
        {
            return Convert.TryFromBase64String(padded, room, out int length) ? room[..length] : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(room);
        }
    }
}
