namespace Tidemark.Forensics.Mail;

/// <summary>What a mail may cost before anybody has looked at it. All are checked while lines are counted, before a value is parsed.</summary>
public static class MailLimits
{
    /// <summary>
    /// Bytes of the header of one mail. Servers in use refuse headers above 64 to 256 KiB; the largest of 6,546 mails looked at has 33 KiB.
    /// </summary>
    public const int HeaderBytes = 1 << 20;

    /// <summary>Header fields of one mail.</summary>
    public const int Fields = 5_000;

    /// <summary>Bytes of one file of mails.</summary>
    public const int FileBytes = 128 << 20;

    /// <summary>Mails of one mailbox that are examined; the others are counted.</summary>
    public const int Mails = 1_000;

    /// <summary>Signatures of one mail that are tested; the largest number seen in real mail is 6.</summary>
    public const int Signatures = 32;

    /// <summary>Parts of one mail, over all levels.</summary>
    public const int Parts = 2_000;

    /// <summary>How deep parts may lie in one another.</summary>
    public const int Depth = 30;
}
