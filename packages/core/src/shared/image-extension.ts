/** How a stored picture's key ends, by what the picture is. */
export const imageExtension = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
} as const;
