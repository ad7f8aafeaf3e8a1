using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class SimilarVideosConfiguration : IEntityTypeConfiguration<SimilarVideos>
{
    public void Configure(EntityTypeBuilder<SimilarVideos> builder)
    {
        builder.ToTable("similar_videos");
        builder.HasKey(pair => new { pair.FirstId, pair.SecondId });
        builder.HasIndex(pair => pair.SecondId);
        builder.HasOne<Video>().WithMany().HasForeignKey(pair => pair.FirstId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Video>().WithMany().HasForeignKey(pair => pair.SecondId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class VideoFingerprintConfiguration : IEntityTypeConfiguration<VideoFingerprint>
{
    public void Configure(EntityTypeBuilder<VideoFingerprint> builder)
    {
        builder.ToTable("video_fingerprints");
        builder.HasKey(fingerprint => fingerprint.VideoId);
        builder
            .HasOne<Video>()
            .WithOne()
            .HasForeignKey<VideoFingerprint>(fingerprint => fingerprint.VideoId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}
