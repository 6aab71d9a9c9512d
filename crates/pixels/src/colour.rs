//! Colours: any profile to sRGB, and the colour that stands for a whole photo.

use crate::planes::Samples;
use crate::raster::Raster;
use moxcms::{ColorProfile, DataColorSpace, Layout, Transform8BitExecutor, TransformOptions};
use std::sync::Arc;

/// How an original's colours become sRGB.
#[derive(Clone)]
pub struct Colours(Conversion);

#[derive(Clone)]
enum Conversion {
    /// They are sRGB, or taken as such.
    None,
    /// RGB or RGBA by a transform.
    Rgb(Arc<Transform8BitExecutor>),
    /// A colour a shade.
    Gray(Arc<[[u8; 3]; 256]>),
    /// Inks by a transform.
    Inks(Arc<Transform8BitExecutor>),
}

impl Colours {
    /// The conversion of samples by their ICC profile; `false` if it cannot be used.
    #[must_use]
    pub fn of(samples: &Samples, profile: Option<&[u8]>) -> (Self, bool) {
        let inks = matches!(samples, Samples::Inks(_));
        let alpha = matches!(samples, Samples::Packed(raster) if raster.alpha);
        let Some(profile) = profile else { return (Self(Conversion::None), true) };
        let conversion = ColorProfile::new_from_slice(profile).ok().and_then(|profile| match profile.color_space {
            DataColorSpace::Rgb if !inks => rgb(&profile, alpha),
            DataColorSpace::Gray if !inks => gray(&profile),
            DataColorSpace::Cmyk if inks => transform(&profile, Layout::Rgba, Layout::Rgb).map(Conversion::Inks),
            _ => None,
        });
        let usable = conversion.is_some();
        (Self(conversion.unwrap_or(Conversion::None)), usable)
    }

    /// Converts a picture.
    pub(crate) fn convert(&self, picture: &mut Raster) {
        match &self.0 {
            Conversion::Rgb(transform) => {
                let mut pixels = vec![0; picture.pixels.len()];
                // It fails only where the lengths do not fit one another.
                if transform.transform(&picture.pixels, &mut pixels).is_ok() {
                    picture.pixels = pixels;
                }
            }
            Conversion::Gray(table) => {
                let channels = picture.channels();
                for pixel in picture.pixels.chunks_exact_mut(channels) {
                    let colour = pixel.first().and_then(|&shade| table.get(usize::from(shade)));
                    pixel.iter_mut().zip(colour.into_iter().flatten()).for_each(|(channel, colour)| *channel = *colour);
                }
            }
            Conversion::None | Conversion::Inks(_) => {}
        }
    }

    /// RGB of inks; without a profile as if they were perfect.
    pub(crate) fn of_inks(&self, inks: &[u8]) -> Vec<u8> {
        let mut pixels = vec![0; inks.len() / 4 * 3];
        if let Conversion::Inks(transform) = &self.0
            && transform.transform(inks, &mut pixels).is_ok()
        {
            return pixels;
        }
        for (pixel, &[cyan, magenta, yellow, black]) in
            pixels.as_chunks_mut::<3>().0.iter_mut().zip(inks.as_chunks::<4>().0)
        {
            let light = |ink: u8| u16::from(255 - ink) * u16::from(255 - black) / 255;
            *pixel = [cyan, magenta, yellow].map(|ink| u8::try_from(light(ink)).unwrap_or(u8::MAX));
        }
        pixels
    }
}

fn transform(profile: &ColorProfile, from: Layout, to: Layout) -> Option<Arc<Transform8BitExecutor>> {
    profile.create_transform_8bit(from, &ColorProfile::new_srgb(), to, TransformOptions::default()).ok()
}

/// Most photos carry sRGB itself: what changes no colour is not carried out.
fn rgb(profile: &ColorProfile, alpha: bool) -> Option<Conversion> {
    let probe = transform(profile, Layout::Rgb, Layout::Rgb)?;
    let shades = (0..=4).map(|step: u8| step * 63);
    let colours: Vec<u8> = shades
        .clone()
        .flat_map(|red| shades.clone().flat_map(move |green| (0..=4_u8).flat_map(move |blue| [red, green, blue * 63])))
        .collect();
    let mut converted = vec![0; colours.len()];
    probe.transform(&colours, &mut converted).ok()?;
    if colours.iter().zip(&converted).all(|(colour, converted)| colour.abs_diff(*converted) <= 1) {
        return Some(Conversion::None);
    }
    let layout = if alpha { Layout::Rgba } else { Layout::Rgb };
    transform(profile, layout, layout).map(Conversion::Rgb)
}

fn gray(profile: &ColorProfile) -> Option<Conversion> {
    let shades: Vec<u8> = (0..=u8::MAX).collect();
    let mut colours = vec![0; shades.len() * 3];
    transform(profile, Layout::Gray, Layout::Rgb)?.transform(&shades, &mut colours).ok()?;
    let table = colours.as_chunks::<3>().0.try_into().ok()?;
    Some(Conversion::Gray(Arc::new(table)))
}

impl Raster {
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
