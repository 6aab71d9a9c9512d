//! Colours: any profile to sRGB, and the colour that stands for a whole photo.

use crate::Raster;
use moxcms::{CmsError, ColorProfile, DataColorSpace, Layout, TransformOptions};

impl Raster {
    /// Converts to sRGB. `false` if the profile cannot be used: then the pixels stay as they are.
    #[must_use]
    pub fn convert(&mut self, profile: Option<&[u8]>) -> bool {
        let Some(profile) = profile else { return true };
        let Ok(profile) = ColorProfile::new_from_slice(profile) else { return false };
        let converted = match profile.color_space {
            DataColorSpace::Rgb => self.converted_rgb(&profile),
            DataColorSpace::Gray => self.converted_gray(&profile),
            _ => return false,
        };
        converted.map(|pixels| self.pixels = pixels).is_ok()
    }

    fn converted_rgb(&self, profile: &ColorProfile) -> Result<Vec<u8>, CmsError> {
        let layout = if self.alpha { Layout::Rgba } else { Layout::Rgb };
        let srgb = ColorProfile::new_srgb();
        let transform = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default())?;
        let mut pixels = vec![0; self.pixels.len()];
        transform.transform(&self.pixels, &mut pixels)?;
        Ok(pixels)
    }

    /// Gray was spread over three channels when it was decoded; one of them is enough to convert.
    fn converted_gray(&self, profile: &ColorProfile) -> Result<Vec<u8>, CmsError> {
        let srgb = ColorProfile::new_srgb();
        let transform = profile.create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, TransformOptions::default())?;
        let shades: Vec<u8> = (0..=u8::MAX).collect();
        let mut colours = vec![0; shades.len() * 3];
        transform.transform(&shades, &mut colours)?;
        let mut pixels = self.pixels.clone();
        for pixel in pixels.chunks_exact_mut(self.channels()) {
            let shade = pixel.first().map_or(0, |&shade| usize::from(shade) * 3);
            for (channel, colour) in pixel.iter_mut().zip(colours.get(shade..shade + 3).unwrap_or_default()) {
                *channel = *colour;
            }
        }
        Ok(pixels)
    }

    /// The mean of the most common of 512 coarse colours; white if all is see-through.
    #[must_use]
    pub fn dominant(&self) -> [u8; 3] {
        let mut bins = vec![(0_u32, [0_u32; 3]); 512];
        for pixel in self.pixels.chunks_exact(self.channels()) {
            let &[red, green, blue, ref alpha @ ..] = pixel else { continue };
            let bin = usize::from(red >> 5) << 6 | usize::from(green >> 5) << 3 | usize::from(blue >> 5);
            let opaque = alpha.first().is_none_or(|&alpha| alpha >= 128);
            if let Some((count, sums)) = bins.get_mut(bin).filter(|_| opaque) {
                *count += 1;
                let [r, g, b] = *sums;
                *sums = [r + u32::from(red), g + u32::from(green), b + u32::from(blue)];
            }
        }
        let most = bins.iter().rev().max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0);
        most.map_or([255; 3], |(count, sums)| sums.map(|sum| u8::try_from(sum / count).unwrap_or(u8::MAX)))
    }
}
