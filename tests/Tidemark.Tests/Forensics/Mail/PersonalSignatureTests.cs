using System.Text;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Cms;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.Utilities.Collections;
using Org.BouncyCastle.X509;
using Tidemark.Forensics.Verdicts;
using Xunit;

namespace Tidemark.Tests.Forensics.Mail;

public sealed class PersonalSignatureTests
{
    [Fact]
    public void A_signature_with_its_certificate_is_tested_and_says_whose_it_claims_to_be()
    {
        string mail = Signed("sender@example.org");

        Check fits = Mails.Verdict(mail).Check("smime");
        Check otherEnds = Mails.Verdict(mail.Replace("\r\n", "\n", StringComparison.Ordinal)).Check("smime");
        Check altered = Mails.Verdict(mail.Replace("signed text", "altered text", StringComparison.Ordinal)).Check("smime");
        Check foreign = Mails.Verdict(Signed("else@example.com")).Check("smime");

        Assert.Equal(CheckOutcome.Consistent, fits.Outcome);
        Assert.Contains("names the sender's address", fits.Detail, StringComparison.Ordinal);
        Assert.Equal(CheckOutcome.Consistent, otherEnds.Outcome);
        Assert.Equal(CheckOutcome.Inconsistent, altered.Outcome);
        Assert.Equal(CheckOutcome.Consistent, foreign.Outcome);
        Assert.Contains("not the address in From", foreign.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/pkcs7-signature", "smime")]
    [InlineData("application/pgp-signature", "pgp")]
    public void A_signature_that_cannot_be_tested_is_noticed(string protocol, string name)
    {
        string mail = $"From: a@example.org\r\nContent-Type: multipart/signed; protocol=\"{protocol}\"; boundary=b\r\n\r\n--b\r\n\r\ntext\r\n--b\r\n\r\nnoise\r\n--b--\r\n";

        Assert.Equal(CheckOutcome.NotTestable, Mails.Verdict(mail).Check(name).Outcome);
    }

    private static string Signed(string address)
    {
        var random = new SecureRandom(new Org.BouncyCastle.Crypto.Prng.VmpcRandomGenerator());
        var generator = new RsaKeyPairGenerator();
        generator.Init(new KeyGenerationParameters(random, 1024));
        AsymmetricCipherKeyPair keys = generator.GenerateKeyPair();
        var builder = new X509V3CertificateGenerator();
        builder.SetSerialNumber(BigInteger.One);
        builder.SetSubjectDN(new X509Name($"CN=Filler, E={address}"));
        builder.SetIssuerDN(new X509Name("CN=Filler"));
        builder.SetNotBefore(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        builder.SetNotAfter(new DateTime(2021, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        builder.SetPublicKey(keys.Public);
        X509Certificate certificate = builder.Generate(new Asn1SignatureFactory("SHA256WithRSA", keys.Private));
        const string Content = "Content-Type: text/plain\r\n\r\nsigned text";
        var cms = new CmsSignedDataGenerator();
        cms.AddSigner(keys.Private, certificate, CmsSignedGenerator.DigestSha256);
        cms.AddCertificates(CollectionUtilities.CreateStore([certificate]));
        byte[] signature = cms.Generate(new CmsProcessableByteArray(Encoding.ASCII.GetBytes(Content)), false).GetEncoded();
        return "From: sender@example.org\r\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=b\r\n\r\n"
            + $"--b\r\n{Content}\r\n--b\r\nContent-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(signature, Base64FormattingOptions.InsertLineBreaks)}\r\n--b--\r\n";
    }
}
