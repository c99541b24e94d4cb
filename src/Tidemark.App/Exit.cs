namespace Tidemark.App;

/// <summary>Exit codes of every command.</summary>
internal static class Exit
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, and the answer is "no": a signature broken, a bundle invalid, an original changed.</summary>
    public const int AnswerIsNo = 1;

    /// <summary>The input or the call is wrong.</summary>
    public const int WrongInput = 2;
}
