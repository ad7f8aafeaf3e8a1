using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class TagConfiguration : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> builder)
    {
        builder.ToTable("tags");
        builder.HasKey(tag => tag.Id);
        builder.HasIndex(tag => new { tag.Kind, tag.Key }).IsUnique();
        builder.Property(tag => tag.Face).HasConversion<JsonText<Face>>();
    }
}

internal sealed class VideoTagConfiguration : IEntityTypeConfiguration<VideoTag>
{
    public void Configure(EntityTypeBuilder<VideoTag> builder)
    {
        builder.ToTable("video_tags");
        builder.HasKey(link => new { link.VideoId, link.TagId });
        builder.HasIndex(link => link.TagId);
        builder.HasOne<Video>().WithMany().HasForeignKey(link => link.VideoId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Tag>().WithMany().HasForeignKey(link => link.TagId).OnDelete(DeleteBehavior.Cascade);
    }
}
