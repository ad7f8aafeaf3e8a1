using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class AlbumConfiguration : IEntityTypeConfiguration<Album>
{
    public void Configure(EntityTypeBuilder<Album> builder)
    {
        builder.ToTable("albums");
        builder.HasKey(album => album.Id);
        builder.HasIndex(album => new { album.ParentId, album.TitleKey });
        builder.HasOne<Album>().WithMany().HasForeignKey(album => album.ParentId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Video>().WithMany().HasForeignKey(album => album.CoverId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class AlbumVideoConfiguration : IEntityTypeConfiguration<AlbumVideo>
{
    public void Configure(EntityTypeBuilder<AlbumVideo> builder)
    {
        builder.ToTable("album_videos");
        builder.HasKey(entry => new { entry.AlbumId, entry.VideoId });
        builder.HasIndex(entry => entry.VideoId);
        builder.HasOne<Album>().WithMany().HasForeignKey(entry => entry.AlbumId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Video>().WithMany().HasForeignKey(entry => entry.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
