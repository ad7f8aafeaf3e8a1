using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class SearchDocumentConfiguration : IEntityTypeConfiguration<SearchDocument>
{
    public void Configure(EntityTypeBuilder<SearchDocument> builder)
    {
        builder.ToTable("search_documents");
        builder.HasKey(document => document.Id);
        builder.HasIndex(document => document.VideoId).IsUnique();
        builder
            .HasOne<Video>()
            .WithOne()
            .HasForeignKey<SearchDocument>(document => document.VideoId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SearchPassageConfiguration : IEntityTypeConfiguration<SearchPassage>
{
    public void Configure(EntityTypeBuilder<SearchPassage> builder)
    {
        builder.ToTable("search_passages");
        builder.HasKey(passage => passage.Id);
        builder.HasIndex(passage => new { passage.VideoId, passage.Kind });
        builder.HasOne<Video>().WithMany().HasForeignKey(passage => passage.VideoId).OnDelete(DeleteBehavior.Cascade);
    }
}
