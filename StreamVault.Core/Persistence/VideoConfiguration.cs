using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Library;

namespace StreamVault.Core.Persistence;

internal sealed class VideoConfiguration : IEntityTypeConfiguration<Video>
{
    public void Configure(EntityTypeBuilder<Video> builder)
    {
        builder.ToTable("videos");
        builder.HasKey(video => video.Id);
        builder.HasIndex(video => video.Status);
        builder.HasIndex(video => video.CreatedAt);
        builder.HasIndex(video => video.SourceSha256);
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
