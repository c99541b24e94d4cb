using System.Globalization;
using Tidemark.App.Terminal;
using Tidemark.Evidence.Custody;
using Tidemark.Evidence.Texts;
using Tidemark.Forensics.Mail;
using Tidemark.Model;

namespace Tidemark.App.Texts;

/// <summary>A mail of a case.</summary>
/// <param name="Source">The text it stands in: a mail, or a mailbox with several.</param>
/// <param name="Number">Its place there, from 1; 0 where the original itself could not be read.</param>
/// <param name="Mail">The mail, or why it could not be read.</param>
internal sealed record CaseMail(CaseText Source, int Number, Parsed<RawMail> Mail)
{
    /// <summary>
    /// Every mail of a case, also those of mailboxes, in the order of <paramref name="texts"/>. That a mailbox holds more than
    /// <see cref="MailLimits.Mails"/> is told on stderr.
    /// </summary>
    /// <exception cref="IOException">An original could not be read (the disk, not the data).</exception>
    public static IEnumerable<CaseMail> Each(CaseFolder folder, IReadOnlyList<CaseText> texts)
    {
        foreach ((CaseText text, Parsed<byte[]> bytes) in CaseTexts.Each(folder, texts.Where(text => text.Kind == TextKind.Mail)))
        {
            Interrupt.Token.ThrowIfCancellationRequested();
            if (!bytes.Ok)
            {
                yield return new CaseMail(text, 0, Parsed<RawMail>.Failed(bytes.Fault));
                continue;
            }
            IReadOnlyList<Parsed<RawMail>> mails = Mailbox.Read(bytes.Value, text.Original.Name, out int total);
            if (total > mails.Count)
            {
                Console.Error.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"tidemark: {Plain.Text(text.Original.Name)} holds {total:N0} mails; the first {mails.Count:N0} are in the export."));
            }
            int number = 0;
            foreach (Parsed<RawMail> mail in mails)
            {
                yield return new CaseMail(text, ++number, mail);
            }
        }
    }
}
