using Tidemark.Forensics.Verdicts;

namespace Tidemark.Forensics.Mail.Dkim;

/// <summary>One signature, tested step by step.</summary>
/// <param name="Place">0 for the topmost signature.</param>
/// <param name="Signature">Its tags.</param>
/// <param name="Body">Whether the body hash fits; needs no key.</param>
/// <param name="BodyDetail">How it came out, as a sentence.</param>
/// <param name="BodyLength">Bytes of the canonical body, all of it.</param>
/// <param name="Picked">The fields that "h=" picks.</param>
/// <param name="Keys">How the signature came out against the archive.</param>
/// <param name="Outcome">Of body hash, signature and rules together.</param>
/// <param name="Detail">How it came out, as a sentence.</param>
internal sealed record DkimResult(
    int Place, MailSignature Signature, CheckOutcome Body, string BodyDetail, long BodyLength,
    IReadOnlyList<HeaderField> Picked, KeyFit Keys, CheckOutcome Outcome, string Detail)
{
    /// <summary>Bytes of the canonical body that "l=" leaves unsigned; null if there is no "l=" or nothing stands behind it.</summary>
    public long? UnsignedBytes => Signature.Length is { } limit && limit < BodyLength ? BodyLength - limit : null;
}
