using Microsoft.EntityFrameworkCore;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Library;

public sealed partial class VideoLibrary
{
    /// <summary>Gives the video another recording date.</summary>
    /// <param name="id">The video.</param>
    /// <param name="recorded">The date; null if nobody knows it, and the upload's counts instead.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The changed video, or null if there is none of that id.</returns>
    public async Task<Video?> DateAsync(VideoId id, RecordingDate? recorded, CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        var video = await database.Videos.SingleOrDefaultAsync(video => video.Id == id, cancellationToken);
        if (video is null)
        {
            return null;
        }

        video.Recorded = recorded;
        video.UpdatedAt = clock.GetUtcNow();
        await database.SaveChangesAsync(cancellationToken);
        events.Publish(new LibraryChange(id));
        return video;
    }

    /// <summary>How many videos have a place.</summary>
    public async Task<int> CountPlacesAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database.Videos.CountAsync(video => video.Place != null, cancellationToken);
    }

    /// <summary>Removes the places of all videos from the database; original files are left as they are.</summary>
    /// <returns>How many there were.</returns>
    public async Task<int> ForgetPlacesAsync(CancellationToken cancellationToken)
    {
        await using var database = await databases.CreateDbContextAsync(cancellationToken);
        return await database
            .Videos.Where(video => video.Place != null)
            .ExecuteUpdateAsync(video => video.SetProperty(v => v.Place, (Place?)null), cancellationToken);
    }
}
