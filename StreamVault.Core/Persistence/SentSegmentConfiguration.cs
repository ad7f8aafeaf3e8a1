using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class SentSegmentConfiguration : IEntityTypeConfiguration<SentSegment>
{
    public void Configure(EntityTypeBuilder<SentSegment> builder)
    {
        builder.ToTable("sent_segments");
        builder.HasKey(segment => new { segment.VideoId, segment.Name });
        builder.HasOne<Video>().WithMany().HasForeignKey(segment => segment.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
