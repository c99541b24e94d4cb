namespace Tidemark.Publishing.Json;

/// <summary>Values of a file as a message shows them: quoted and short. Whatever acts in a terminal is dealt with where it is printed.</summary>
internal static class Shown
{
    private const int Longest = 80;

    public static string Text(string text) => $"'{Bare(text)}'";

    /// <summary>Without quotes; a pair of surrogates is not cut in two.</summary>
    public static string Bare(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }
        int end = char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
