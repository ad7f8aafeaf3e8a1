using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class PlaybackPositionConfiguration : IEntityTypeConfiguration<PlaybackPosition>
{
    public void Configure(EntityTypeBuilder<PlaybackPosition> builder)
    {
        builder.ToTable("playback_positions");
        builder.HasKey(position => position.VideoId);
        builder.HasIndex(position => position.ReachedAt);
        builder
            .HasOne<Video>()
            .WithOne(video => video.Position)
            .HasForeignKey<PlaybackPosition>(position => position.VideoId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class PlayConfiguration : IEntityTypeConfiguration<Play>
{
    public void Configure(EntityTypeBuilder<Play> builder)
    {
        builder.ToTable("plays");
        builder.HasKey(play => play.Id);
        builder.HasIndex(play => new { play.VideoId, play.StartedAt });
        builder.HasIndex(play => play.StartedAt);
        builder.HasOne<Video>().WithMany().HasForeignKey(play => play.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class HistoryChoiceConfiguration : IEntityTypeConfiguration<HistoryChoice>
{
    public void Configure(EntityTypeBuilder<HistoryChoice> builder)
    {
        builder.ToTable("history");
        builder.HasKey(choice => choice.Id);
        builder.Property(choice => choice.Id).ValueGeneratedNever();
    }
}
