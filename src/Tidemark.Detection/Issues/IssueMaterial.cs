namespace Tidemark.Detection.Issues;

/// <summary>
/// The posts of the assets and of the background, column by column: post <c>i</c> is <c>Account[i]</c>, <c>Day[i]</c>,
/// <c>Text[i]</c>, <c>Language[i]</c>. Accounts are numbered from 0; an account belongs to one side only.
/// </summary>
public sealed class IssueMaterial
{
    /// <summary>The account of each post.</summary>
    public required int[] Account { get; init; }

    /// <summary>The UTC day of each post, in days since 1 January 1970.</summary>
    public required int[] Day { get; init; }

    /// <summary>The text of each post.</summary>
    public required string[] Text { get; init; }

    /// <summary>The language the source gives for each post (BCP 47, such as <c>en</c> or <c>pt-BR</c>); null where it gives none.</summary>
    public required string?[] Language { get; init; }

    /// <summary>By account: whether it is one of the assets; the others are the background.</summary>
    public required bool[] IsAsset { get; init; }

    /// <summary>Whether there is a background at all; without one nothing can be compared.</summary>
    public bool HasBackground => Array.IndexOf(IsAsset, false) >= 0;
}
