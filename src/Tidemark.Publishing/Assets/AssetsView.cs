using Tidemark.Publishing.Reports;

namespace Tidemark.Publishing.Assets;

/// <summary>A page of assets together with how it is shown.</summary>
public sealed class AssetsView
{
    /// <summary>Prepares the page. O(accounts).</summary>
    /// <exception cref="ArgumentException">Pseudonyms are asked for without a key.</exception>
    public AssetsView(AssetsReport report, ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(options);
        if (!options.ShowAccounts && options.PseudonymKey.IsEmpty)
        {
            throw new ArgumentException("Pseudonyms need a key: without one anybody could number the accounts again.", nameof(options));
        }
        Report = report;
        string[] accounts = [.. report.Accounts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (options.ShowAccounts)
        {
            Names = new AssetNames(ReportView.Id, account => Array.BinarySearch(accounts, account, StringComparer.Ordinal), text => LedgerReport.Words(text));
            return;
        }
        var numbers = new Pseudonyms(options.PseudonymKey.Span, accounts);
        var veil = new Veil(accounts.Select(account => (account, $"Account {numbers[account]}")));
        Names = new AssetNames(account => $"Account {numbers[account]}", account => numbers[account], text => LedgerReport.Words(veil.Over(text)));
    }

    /// <summary>What was found.</summary>
    public AssetsReport Report { get; }

    /// <summary>How names and words reach the page.</summary>
    public AssetNames Names { get; }

    /// <summary>What the case is called.</summary>
    public required string Title { get; init; }

    /// <summary>The question of the case, or empty.</summary>
    public required string Question { get; init; }

    /// <summary>Version of the program.</summary>
    public required string ToolVersion { get; init; }
}
