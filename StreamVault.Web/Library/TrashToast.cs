using MudBlazor;
using StreamVault.Core.Entities;
using StreamVault.Core.Trash;
using StreamVault.Web.Components.Shared;

namespace StreamVault.Web.Library;

/// <summary>Confirms that videos were moved to the trash, and offers to undo it.</summary>
internal static class TrashToast
{
    /// <summary>Moves videos to the trash and shows the confirmation.</summary>
    /// <param name="toasts">Shows the confirmation.</param>
    /// <param name="trash">The trash.</param>
    /// <param name="videos">The videos.</param>
    /// <param name="title">The title if it is only one; null if unknown.</param>
    /// <returns>The number of moved videos.</returns>
    public static async Task<int> MoveAsync(
        ISnackbar toasts,
        VideoTrash trash,
        IReadOnlyCollection<VideoId> videos,
        string? title = null
    )
    {
        var moved = await trash.MoveAsync(videos, CancellationToken.None);
        if (moved.Count > 0)
        {
            var what = title is null ? Readable.Count(moved.Count, "video", "videos") : $"“{title}”";
            toasts.ShowUndo(
                $"{what} moved to the trash",
                async () =>
                {
                    var restored = await trash.RestoreAsync(moved, CancellationToken.None);
                    return $"{Readable.Count(restored.Count, "video", "videos")} restored";
                }
            );
        }

        return moved.Count;
    }
}
