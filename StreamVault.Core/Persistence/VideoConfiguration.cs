using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;
using StreamVault.Core.Recording;

namespace StreamVault.Core.Persistence;

internal sealed class VideoConfiguration : IEntityTypeConfiguration<Video>
{
    public void Configure(EntityTypeBuilder<Video> builder)
    {
        builder.ToTable("videos");
        builder.HasKey(video => video.Id);
        builder.Ignore(video => video.IsTooBright);
        builder.Ignore(video => video.HasAnyWarning);
        builder.Ignore(video => video.Date);
        builder.HasIndex(video => video.Status);
        builder.HasIndex(video => new { video.TrashedAt, video.CreatedAt });
        builder.HasIndex(video => new { video.TrashedAt, video.TitleKey });
        builder.HasIndex(video => new
        {
            video.TrashedAt,
            video.Timeline,
            video.RecordedOn,
            // Lets the timeline be counted without reading the rows.
            video.IsPrivate,
        });
        builder.HasIndex(video => new { video.FilmedDay, video.RecordedOn });
        builder
            .HasIndex(video => new { video.Timeline, video.RecordedOn }, "IX_videos_favourites")
            .HasFilter("is_favourite");
        // All columns for counting and sorting, so that neither searches nor the counts of filters read the rows.
        builder.HasIndex(
            video => new
            {
                video.SearchRow,
                video.TrashedAt,
                video.IsPrivate,
                video.Timeline,
                video.RecordedOn,
                video.Status,
                video.IsFavourite,
                video.Damage,
                video.Warning,
                video.Id,
            },
            "IX_videos_search"
        );
        builder.HasIndex(video => video.SourceSha256);
        builder.HasIndex(video => new { video.Country, video.Town });
        builder.Property(video => video.Recorded).HasConversion<JsonText<RecordingDate>>();
        builder.Property(video => video.ApproximateDate).HasConversion<EdtfText>();
        builder.Property(video => video.FileDate).HasConversion<JsonText<FileDate>>();
        builder.Property(video => video.Damage).HasConversion<JsonText<VideoDamage>>();
        builder.Property(video => video.Place).HasConversion<JsonText<Place>>();
        builder.Property(video => video.FileTags).HasConversion(new JsonList<FileTag>(), JsonList<FileTag>.Comparer);
        builder.Property(video => video.Chapters).HasConversion(new JsonList<Chapter>(), JsonList<Chapter>.Comparer);
        builder.Property(video => video.Notes).HasConversion(new JsonList<Note>(), JsonList<Note>.Comparer);
        builder
            .Property(video => video.Qualities)
            .HasConversion(
                names => string.Join(',', names),
                text => text.Split(',', StringSplitOptions.RemoveEmptyEntries),
                new ValueComparer<IReadOnlyList<string>>(
                    (a, b) => a!.SequenceEqual(b!),
                    names => names.Aggregate(0, (hash, name) => HashCode.Combine(hash, name)),
                    names => names
                )
            );
    }
}
