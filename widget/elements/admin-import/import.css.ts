import { css } from 'lit';

export const importStyles = css`
  .back {
    margin-bottom: 8px;
  }
  .drop {
    display: grid;
    gap: 8px;
    margin-bottom: 16px;
    border-style: dashed;
    border-color: var(--w-line-strong);
  }
  .drop.over {
    background: var(--w-primary-soft);
  }
  .pick {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 14px;
    overflow-wrap: anywhere;
  }
  .pick label {
    cursor: pointer;
  }
  .pick input:focus-visible + label {
    outline: 3px solid var(--w-primary);
    outline-offset: 2px;
  }
  tbody th {
    width: 1%;
  }
  #outcome {
    margin-bottom: 16px;
  }
  #outcome:focus {
    outline: none;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-bottom: 10px;
  }
  .tabs [aria-pressed='true'] {
    background: var(--w-primary);
    color: #fff;
  }
  .notes {
    display: grid;
    gap: 4px;
    padding: 0;
    list-style: none;
  }
  .buttons.start {
    justify-content: flex-start;
    margin-top: 12px;
  }
`;
