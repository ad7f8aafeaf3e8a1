using StreamVault.Core.Entities;
using StreamVault.Core.Library;
using StreamVault.Web.Library.Lists;

namespace StreamVault.Web.Library;

/// <summary>A filter in the library's toolbar.</summary>
/// <param name="Label">The label.</param>
/// <param name="Target">The view that a click leads to.</param>
/// <param name="Count">How many videos it selects within the search.</param>
/// <param name="IsActive">Whether the current view has this filter.</param>
/// <param name="IsUrgent">Whether its count stands out.</param>
internal sealed record FilterChip(string Label, LibraryView Target, int Count, bool IsActive, bool IsUrgent = false)
{
    /// <summary>The filters to offer. One that selects nothing is left out, unless it is active.</summary>
    /// <param name="view">The current view.</param>
    /// <param name="counts">The counts within its search.</param>
    public static IEnumerable<FilterChip> Of(LibraryView view, FilterCounts counts)
    {
        var all = view.WithoutChips;
        FilterChip[] chips =
        [
            State("Ready", VideoStatus.Ready, counts.Ready),
            State("Preparing", VideoStatus.Encoding, counts.Preparing),
            State("Waiting", VideoStatus.Pending, counts.Waiting),
            State("Needs attention", VideoStatus.Failed, counts.NeedAttention) with
            {
                IsUrgent = true,
            },
            new(
                "Warnings",
                view with
                {
                    Status = null,
                    WithWarnings = !view.WithWarnings,
                },
                counts.WithWarnings,
                view.WithWarnings
            ),
            new("Favourites", view with { Favourites = !view.Favourites }, counts.Favourites, view.Favourites),
            new("Private", view with { Private = !view.Private }, counts.Private, view.Private),
            new("Undated", view with { Undated = !view.Undated }, counts.Undated, view.Undated),
        ];
        return chips
            .Where(chip => chip.Count > 0 || chip.IsActive)
            .Prepend(new FilterChip("All", all, counts.All, view == all));

        FilterChip State(string label, VideoStatus status, int count) =>
            new(
                label,
                view with
                {
                    Status = view.Status == status ? null : status,
                    WithWarnings = false,
                },
                count,
                view.Status == status
            );
    }
}
