import { type ReactNode, useEffect, useState } from 'react';
import styles from './import.module.css';

/** A link that saves rejected rows as `NAME.rejects.csv`. */
export function Download({
  file,
  name,
  text,
}: {
  readonly file: Blob;
  /** of the file that was imported */
  readonly name: string;
  readonly text: string;
}): ReactNode {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <a className={styles.download} href={url} download={`${name.replace(/\.[^.]*$/, '')}.rejects.csv`}>
      {text}
    </a>
  );
}
