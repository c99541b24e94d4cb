using System.Text;
using CsCheck;
using Tidemark.Forensics.Mail;
using Tidemark.Forensics.Mail.Parts;
using Tidemark.Model;
using Xunit;

namespace Tidemark.Tests.Forensics.Mail;

public sealed class MailReaderTests
{
    [Fact]
    public void Fields_and_body_are_the_bytes_of_the_file_in_their_places() =>
        Gen.String["AB:\r\n \t\0é-"].Select(Encoding.UTF8.GetBytes).Sample(bytes =>
        {
            Parsed<RawMail> read = MailReader.Read(bytes, "x");
            if (!read.Ok)
            {
                return;
            }
            Assert.All(read.Value.Fields, field => Assert.Equal(bytes.AsSpan(field.Offset, field.Raw.Length), field.Raw.Span));
            Assert.All(read.Value.Fields, field => Assert.Equal(field.Line, 1 + bytes.AsSpan(0, field.Offset).Count((byte)'\n')));
            Assert.Equal(bytes.AsSpan(read.Value.BodyOffset), read.Value.Body.Span);
        }, iter: 2000, seed: "0000KeyOfTide");

    [Theory]
    [InlineData("From a@b Mon Jun  3 10:00:00 2024\nA: 1\n\nbody", "A", "body")]
    [InlineData("A: 1\r\nB :\r\n\tfolded\r\n  twice\r\n\r\nbody", "A,B", "body")]
    [InlineData("A: 1\nno field\n folded\nB: 2\n\n", "A,B", "")]
    [InlineData("A: 1", "A", "")]
    public void Fields_are_found(string text, string names, string body)
    {
        RawMail mail = MailReader.Read(Encoding.UTF8.GetBytes(text), "x").Value;

        Assert.Equal(names, string.Join(',', mail.Fields.Select(field => field.Name)));
        Assert.Equal(body, Encoding.UTF8.GetString(mail.Body.Span));
    }

    [Fact]
    public void A_value_is_unfolded_and_kept_as_bytes_side_by_side()
    {
        HeaderField field = MailReader.Read("X-A:  one\r\n\ttwo \r\n\r\n"u8.ToArray(), "x").Value.Fields[0];

        Assert.Equal("one\ttwo", field.Text);
        Assert.Equal("  one\r\n\ttwo ", Encoding.UTF8.GetString(field.Value.Span));
    }

    [Fact]
    public void More_header_than_any_server_lets_through_is_refused_with_its_place()
    {
        byte[] folded = Encoding.UTF8.GetBytes("To: a@example.org" + string.Concat(Enumerable.Repeat(",\r\n a@example.org", 300_000)) + "\r\n\r\n");
        byte[] fields = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("A: 1\r\n", 6_000)));

        Assert.InRange(MailReader.Read(folded, "x").Fault.Where.Byte, 1, MailLimits.HeaderBytes + 100);
        Assert.Equal(MailLimits.Fields + 1, MailReader.Read(fields, "x").Fault.Where.Line);
    }

    [Fact]
    public void A_mailbox_is_cut_where_a_separator_stands_and_nowhere_else()
    {
        const string Box = "From a@b Mon Jun  3 10:00:00 2024\nA: 1\n\nFrom here on\n\nFrom 10:00 in 2024 no header follows\n\nFrom a@b Mon Jun  3 10:00:01 2024\nB: 2\n\nbody\n";

        IReadOnlyList<Parsed<RawMail>> mails = Mailbox.Read(Encoding.UTF8.GetBytes(Box), "x", out int total);

        Assert.Equal(2, total);
        Assert.Equal(["A", "B"], mails.Select(mail => mail.Value.Fields[0].Name));
        Assert.Equal("body\n", Encoding.UTF8.GetString(mails[1].Value.Body.Span));
        Mailbox.Read(Encoding.UTF8.GetBytes(Box[(Box.IndexOf('\n', StringComparison.Ordinal) + 1)..]), "x", out int alone);
        Assert.Equal(1, alone);
    }

    [Fact]
    public void A_mailbox_names_the_mail_in_each_row()
    {
        const string Separator = "From a@b Mon Jun  3 10:00:00 2024\n";
        string box = Separator + Mails.Plain.Replace("\r\n", "\n", StringComparison.Ordinal) + "\n" + Separator + "From: a@example.org\nFrom: b@example.org\n\n\n";

        Tidemark.Forensics.Verdicts.FileVerdict verdict = Mails.Verdict(box);

        Assert.Equal([0, 1], verdict.Checks.Where(check => check.Name == "arc").Select(check => check.Evidence["mail"]!.GetValue<int>()));
        Assert.Equal(1, Assert.Single(verdict.Conflicts).Evidence["mail"]!.GetValue<int>());
    }

    [Fact]
    public void Parts_are_found_level_by_level_and_deep_nesting_costs_nothing()
    {
        const string Nested = "Content-Type: multipart/mixed; boundary=\"a b\"\n\nignored\n--a b\nContent-Type: multipart/alternative; boundary=in\n\n--in\n\none\n--in\nContent-Type: text/html\n\ntwo\n--in--\n\n--a b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n--a b--\nignored\n";
        RawMail mail = MailReader.Read(Encoding.UTF8.GetBytes(Nested), "x").Value;
        IReadOnlyList<MailPart> parts = MailParts.Read(mail);

        Assert.Equal(["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "image/png"], parts.Select(part => part.Type.Value));
        Assert.Equal([-1, 0, 1, 1, 0], parts.Select(part => part.Parent));
        Assert.Equal(["one", "two", "AAAA"], parts.Where(part => part.Parent >= 0 && !part.Type.Value.StartsWith("multipart", StringComparison.Ordinal)).Select(part => Encoding.UTF8.GetString(mail.Body.Span[part.Content..part.End])));
        Assert.Equal([0, 0, 0], MailParts.Decoded(mail.Body.Span, parts[^1], 100)!);

        string deep = "Content-Type: multipart/mixed; boundary=b\n\n" + string.Concat(Enumerable.Repeat("--b\nContent-Type: multipart/mixed; boundary=b\n\n", 100_000));
        Assert.InRange(MailParts.Read(MailReader.Read(Encoding.UTF8.GetBytes(deep), "x").Value).Count, 2, MailLimits.Parts);
    }
}
