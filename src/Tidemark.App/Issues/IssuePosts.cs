using System.Text;
using Tidemark.Detection.Issues;
using Tidemark.Model;

namespace Tidemark.App.Issues;

/// <summary>The posts of both sides as one material; an account that is an asset is none of the background.</summary>
internal sealed class IssuePosts
{
    private readonly List<ReadOnlyMemory<byte>> _content = [];
    private readonly List<ReadOnlyMemory<byte>> _accounts = [];

    public IssuePosts(PostColumns assets, PostColumns? background)
    {
        var account = new List<int>();
        var day = new List<int>();
        var text = new List<string>();
        var language = new List<string?>();
        int[] own = [.. Enumerable.Range(0, assets.Accounts.Count)];
        Add(assets, own, account, day, text, language);
        var isAsset = new List<bool>(Enumerable.Repeat(true, own.Length));
        if (background is not null)
        {
            HashSet<string> known = [.. own.Select(id => Convert.ToHexString(assets.Accounts[id]))];
            int[] others = new int[background.Accounts.Count];
            for (int id = 0; id < others.Length; id++)
            {
                others[id] = -1;
                if (!known.Contains(Convert.ToHexString(background.Accounts[id])))
                {
                    others[id] = isAsset.Count;
                    isAsset.Add(false);
                }
            }
            AlsoAssets = others.Count(id => id < 0);
            Add(background, others, account, day, text, language);
        }
        Material = new IssueMaterial { Account = [.. account], Day = [.. day], Text = [.. text], Language = [.. language], IsAsset = [.. isAsset] };
    }

    public IssueMaterial Material { get; }

    /// <summary>Accounts of the background that were left out of it because they are assets.</summary>
    public int AlsoAssets { get; }

    /// <summary>The content id of a post, byte for byte.</summary>
    public ReadOnlySpan<byte> Content(int post) => _content[post].Span;

    /// <summary>The account of a post, byte for byte.</summary>
    public ReadOnlySpan<byte> Account(int post) => _accounts[post].Span;

    private void Add(PostColumns posts, int[] account, List<int> accounts, List<int> days, List<string> texts, List<string?> languages)
    {
        string[] text = [.. Enumerable.Range(0, posts.Texts.Count).Select(id => Encoding.UTF8.GetString(posts.Texts[id]))];
        string[] language = [.. Enumerable.Range(0, posts.Languages.Count).Select(id => Encoding.UTF8.GetString(posts.Languages[id]))];
        for (int post = 0; post < posts.Count; post++)
        {
            int of = account[posts.Account[post]];
            if (of < 0)
            {
                continue;
            }
            accounts.Add(of);
            days.Add(posts.Day(post));
            texts.Add(text[posts.Text[post]]);
            languages.Add(language[posts.Language[post]] is { Length: > 0 } given ? given : null);
            _content.Add(posts.Contents[posts.Content[post]].ToArray());
            _accounts.Add(posts.Accounts[posts.Account[post]].ToArray());
        }
    }
}
