using StreamVault.Core.Entities;
using StreamVault.Core.Jobs;
using StreamVault.Core.Library;
using StreamVault.Core.Playback;

namespace StreamVault.Web.Library;

/// <summary>Reads what the HTTP interface adds to the rows of videos.</summary>
internal sealed class VideoResponses(VideoLibrary library, JobQueue jobs, PlayHistory history)
{
    public async Task<VideoResponse> OfAsync(Video video, CancellationToken cancellationToken) =>
        (await OfAsync([video], cancellationToken))[0];

    public async Task<IReadOnlyList<VideoResponse>> OfAsync(
        IReadOnlyList<Video> videos,
        CancellationToken cancellationToken
    )
    {
        VideoId[] ids = [.. videos.Select(video => video.Id)];
        var errors = await jobs.ErrorsAsync(ids, cancellationToken);
        var plays = await history.CountAsync(ids, cancellationToken);
        var labels = await library.LabelsAsync(ids, cancellationToken);
        return
        [
            .. videos.Select(video =>
                VideoResponse.Of(
                    video,
                    errors.GetValueOrDefault(video.Id),
                    labels[video.Id],
                    plays.GetValueOrDefault(video.Id)
                )
            ),
        ];
    }
}
