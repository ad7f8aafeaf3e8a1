using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StreamVault.Core.Entities;

namespace StreamVault.Core.Persistence;

internal sealed class LinkPreviewChoiceConfiguration : IEntityTypeConfiguration<LinkPreviewChoice>
{
    public void Configure(EntityTypeBuilder<LinkPreviewChoice> builder)
    {
        builder.ToTable("link_previews");
        builder.HasKey(choice => choice.Id);
        builder.Property(choice => choice.Id).ValueGeneratedNever();
    }
}
